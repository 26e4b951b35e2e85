// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of Terraform's
import { attribute, block, comment, fileText } from "../../../build/hcl/body";
import { bodyOf } from "../../../build/hcl/terraform-json";
import { heredoc, valueText } from "../../../build/hcl/value";

const hcl = (json: Readonly<Record<string, unknown>>): string => fileText(bodyOf(json, { maps: ["tags"] }));

test("values are arguments, objects are blocks, and a list of objects is a block for each", () => {
  expect(
    hcl({ memory: 512, publish: true, environment: { level: "info" }, rule: [{ a: 1 }, { a: 2 }] }),
  ).toBe(`memory  = 512
publish = true

environment {
  level = "info"
}

rule {
  a = 1
}

rule {
  a = 2
}
`);
});

test("objects that are values stay values", () => {
  expect(hcl({ tags: { Project: "x", "cost centre": "y" } })).toBe(`tags = {
  Project       = "x"
  "cost centre" = "y"
}
`);
});

test("what decides how many there are comes first, then the name, and dependencies last", () => {
  expect(
    hcl({ depends_on: ["a.b"], role: "r", name: "n", lifecycle: { ignore_changes: ["input"] }, count: "${var.n}" }),
  ).toBe(
    `count = var.n
name  = "n"
role  = "r"

lifecycle {
  ignore_changes = [input]
}

depends_on = [a.b]
`,
  );
});

test("a dynamic block has its label", () => {
  expect(hcl({ dynamic: { schema: { for_each: "${var.names}", content: { name: "${schema.value}" } } } })).toBe(
    `dynamic "schema" {
  for_each = var.names

  content {
    name = schema.value
  }
}
`,
  );
});

test("a policy is written as an object", () => {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "${a.b.arn}:*" }] });

  expect(hcl({ policy })).toBe(`policy = jsonencode({
  Version = "2012-10-17"

  Statement = [
    {
      Effect   = "Allow"
      Resource = "\${a.b.arn}:*"
    },
  ]
})
`);
});

describe("long expressions", () => {
  const long = "x".repeat(60);

  test("have the outermost call opened", () => {
    expect(valueText(`\${concat(["${long}"], f(${long}, b))}`)).toBe(`concat(\n  ["${long}"],\n  f(${long}, b)\n)`);
  });

  test("stay on one line where there is none", () => {
    const sum = `\${f(${long}) + f(${long})}`;
    expect(valueText(sum)).toBe(sum.slice(2, -1));
  });

  test("that are lists have an entry a line", () => {
    expect(valueText([long, long])).toBe(`[\n  "${long}",\n  "${long}",\n]`);
  });
});

test("text of several lines is a heredoc, its own indentation kept", () => {
  expect(fileText([block("output", ["x"], [attribute("description", heredoc("a\n\n  b\n"))])])).toBe(`output "x" {
  description = <<-EOT
    a

      b
  EOT
}
`);
});

test("a comment stands right above its part", () => {
  expect(fileText([attribute("a", "1"), comment("Why\n\nso."), attribute("b", "2")])).toBe(
    "a = 1\n\n# Why\n#\n# so.\nb = 2\n",
  );
});

test("nothing and empty things have their own forms", () => {
  expect(
    fileText([block("resource", ["a", "b"], []), attribute("c", valueText(null)), attribute("d", valueText({}))]),
  ).toBe('resource "a" "b" {}\n\nc = null\nd = {}\n');
});
