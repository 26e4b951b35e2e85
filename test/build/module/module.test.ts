/** What the constructs and the schema make of themselves as a Terraform module. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generateModule } from "../../../build/module/files";
import { FUNCTION_MODULE, generateFunctionModule } from "../../../build/module/function-module";
import { unchecked, warningConditions } from "../../../build/module/rules";
import { generateSubmodules } from "../../../build/module/submodules";
import type { EnvironmentProps } from "../../../constructs";
import { environmentSchema } from "../../../constructs/environment/environment";
import { distinctionRules, environmentRules } from "../../../constructs/environment/rules";
import { environmentWarningRules } from "../../../constructs/environment/warnings";
import { ruleExpressions } from "../../../constructs/module/environment-of-variables";
import { moduleText } from "../../../constructs/module/module-text";
import { leftToCaller, moduleFields, terraformName } from "../../../constructs/module/properties";
import { everyFunctionSetting, minimalEnvironment, withValue } from "../../constructs/example-environment";
import { addressesOf, synthesize } from "../../constructs/synthesize";

const PROJECT = join(__dirname, "../../..");
const MODULE = join(PROJECT, "module");
const generated = generateModule(PROJECT);
/** The submodule's files by their names there. */
const subFiles = Object.fromEntries(
  Object.entries(generateFunctionModule(PROJECT)).map(([path, text]) => [path.slice(FUNCTION_MODULE.length + 1), text]),
);
const committed = (path: string): string => readFileSync(join(MODULE, path), "utf8");

test("no file of Terraform's is left over from another generation", () => {
  const files = readdirSync(MODULE).filter((name) => name.endsWith(".tf"));
  expect(files.sort()).toEqual([...Object.keys(generated.files), "moved.tf"].sort());
  expect(readdirSync(join(MODULE, FUNCTION_MODULE)).sort()).toEqual(["README.md", ...Object.keys(subFiles)].sort());
});

describe("a property or rule that is added has to be dealt with", () => {
  test("every property of an environment is a variable, or left to the caller for a reason", () => {
    expect([...Object.keys(moduleFields), ...Object.keys(leftToCaller)]).toEqual(
      expect.arrayContaining(Object.keys(environmentSchema.fields)),
    );
    expect(Object.keys(leftToCaller).filter((name) => Object.hasOwn(moduleFields, name))).toEqual([]);
  });

  test("every variable is read by what the module makes, whatever it decides there", () => {
    const { "variables.tf": _, ...others } = generated.files;
    const text = Object.values(others).join("\n");
    const inputs = generated.variables.flatMap(({ path, properties }) =>
      properties.length === 0 ? [path] : properties.map((property) => property.path),
    );
    // What is in the entries of a map, a resource or block with for_each reads, or an expression about all of them.
    const reads = (path: string): string =>
      path.includes(".{name}.") ? `(each.value|schema.value|it|provider).${path.split(".{name}.")[1]}` : `var.${path}`;
    // Held against another variable, and nothing else.
    const made = inputs.filter((path) => !path.startsWith("user_pool.former_schema."));
    expect(made.filter((path) => !new RegExp(`\\b${reads(path).replaceAll(".", "\\.")}\\b`).test(text))).toEqual([]);
  });

  test("every rule across properties is an expression here that reads what it says it reads", () => {
    const expressions = ruleExpressions();
    for (const rule of environmentRules) {
      const { path, reads } = rule;
      const read = [...(expressions.get(rule) ?? "").matchAll(/var\.([\w.]+)/g)].map(([, name = ""]) => name);
      const isDeclared = (name: string) => reads.some((it) => `${name}.`.startsWith(`${terraformName(it)}.`));
      expect([path, read.filter((name) => !isDeclared(name))]).toEqual([path, []]);
      expect([
        path,
        // A module reads its region from the provider.
        reads.filter((it) => it !== "region" && !read.some((name) => `${name}.`.startsWith(`${terraformName(it)}.`))),
      ]).toEqual([path, []]);
    }
  });

  test("every warning has a condition, or a reason why not", () => {
    const reasons = unchecked.flatMap(({ rules }) => rules).filter((rule) => rule === "state");
    expect(environmentWarningRules.map(({ path }) => path).sort()).toEqual(
      [...Object.keys(warningConditions), ...reasons].sort(),
    );
  });

  test("every rule between environments has a reason why a module cannot have it", () => {
    expect(unchecked.flatMap(({ rules }) => rules)).toEqual(
      expect.arrayContaining(distinctionRules.map(({ path }) => path)),
    );
  });
});

const inModule = Object.entries(generated.json.resource)
  .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}`))
  .sort();

describe("addresses", () => {
  test("are those of an environment's stack with everything in it", () => {
    const page = withValue("client.signInPage", { css: "a {}" }, withValue("function", everyFunctionSetting()));
    const pool = withValue(
      "userPool",
      {
        signIn: ["email", "phone"],
        plan: "PLUS",
        threatProtection: "audit",
        triggers: { customMessage: { zip: "module/skill.zip", policies: { read: "arn:aws:iam::aws:policy/Read" } } },
        joinAccounts: { Google: {} },
      },
      withValue("alexa.skillIds", [SKILL_ID], withValue("alexa.kind", "both", page)),
    );
    const everything = {
      ...withValue("domain", { ...CUSTOM_DOMAIN, certificateArn: CERTIFICATE_ARN }, pool),
      clients: { batch: { type: "client_credentials", scopes: ["orders/read"] } },
      resourceServers: { orders: { scopes: { read: "Read orders" } } },
      identityProviders: {
        Google: { type: "Google", clientId: "google", attributes: { phone_number: "phoneNumbers" } },
      },
      groups: { editors: {} },
      memory: MEMORY,
      protection: {
        webAclArn: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/guard/11111111-1111-4111-8111-111111111111",
        riskRules: { compromisedCredentials: "BLOCK" },
      },
    } satisfies EnvironmentProps;
    expect(inModule).toEqual(addressesOf(synthesize(everything)));
  });

  test("are each in a file", () => {
    const text = Object.values(generated.files).join("\n");
    const written = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, name]) => `${type}.${name}`);
    expect(written.sort()).toEqual(inModule);
  });
});

const CUSTOM_DOMAIN = { prefix: "example-skill-dev", name: "login.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };
const CERTIFICATE_ARN = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";

const MEMORY = { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555" };

describe("the submodule for a function in a further region", () => {
  const { "variables.tf": variables = "", ...others } = subFiles;
  const text = Object.values(others).join("\n");

  test("makes what the module makes of a function, at the same addresses", () => {
    const written = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, name]) => `${type}.${name}`);
    const ofBothKinds = withValue("alexa.kind", "both");
    const base = { ...withValue("alexa.skillIds", [SKILL_ID], ofBothKinds), function: everyFunctionSetting() };
    const notOfFunction = /cognito|^aws_dynamodb_table\./;
    const ofFunction = addressesOf(synthesize({ ...base, memory: MEMORY })).filter((it) => !notOfFunction.test(it));
    expect(written.sort()).toEqual(ofFunction);
  });

  test("reads each of its variables, and has settings for all but the functions that exist", () => {
    const names = [...variables.matchAll(/^variable "(\w+)"/gm)].map(([, name]) => name);
    expect(names).toEqual([
      "name",
      "skill_ids",
      "kind",
      "link_variables",
      "function",
      "memory",
      "code",
      "permissions_boundary",
      "tags",
    ]);
    expect(names.filter((name) => !text.includes(`var.${name}`))).toEqual([]);
    expect(variables).not.toContain("existing");
  });

  test("takes as its memory what the module puts out, and nothing else", () => {
    const [, taken = ""] = /^variable "memory" \{.*?type = object\(\{\n(.*?)\n {2}\}\)/ms.exec(variables) ?? [];
    const [, put = ""] =
      /^output "function_memory" \{.*?\? \{ (.*?) \} : null$/ms.exec(generated.files["outputs.tf"] ?? "") ?? [];
    const names = [...taken.matchAll(/^ +(\w+) +=/gm)].map(([, name]) => name);
    expect(names).toEqual(["table_arn", "retention_days", "kms_key_arn"]);
    expect([...put.matchAll(/"(\w+)" =/g)].map(([, name]) => name)).toEqual(names);
  });

  test("refuses a smart-home skill's function where Alexa finds no devices through it", () => {
    const regions = ["us-east-1", "eu-west-1", "us-west-2"].map((it) => `data.aws_region.current.id == "${it}"`);
    expect(text.replace(/\s+/g, " ")).toContain(`anytrue([ var.kind == "custom", ${regions.join(", ")}, ])`);
    expect(text).toMatch(/: kind\n +received {2}.*\n +allowed {3}custom, or a function in us-east-1/);
  });

  test("reads nothing that is the module's alone", () => {
    expect([...text.matchAll(/\bvar\.(domain|alexa|user_pool|client|tokens)\b/g)]).toEqual([]);
  });
});

const SKILL_ID = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";

describe("the certificate of a custom domain", () => {
  const submodules = generateSubmodules();

  test("is a module of its own, with the addresses that it has in a stack", () => {
    const written = [...(submodules["modules/certificate/main.tf"] ?? "").matchAll(/^resource "(\w+)" "(\w+)"/gm)];
    const addresses = addressesOf(synthesize(withValue("domain", CUSTOM_DOMAIN)));
    const added = addresses.filter((address) => !inModule.includes(address));

    expect(written.map(([, type, name]) => `${type}.${name}`).sort()).toEqual(added);
    expect(added).toHaveLength(3);
  });

  test("reads each of its variables, and has no provider of its own", () => {
    const { "modules/certificate/main.tf": main = "", "modules/certificate/variables.tf": variables = "" } = submodules;
    for (const [, name] of variables.matchAll(/^variable "(\w+)"/gm)) {
      expect(main).toContain(`var.${name}`);
    }
    expect(Object.values(submodules).join("\n")).not.toMatch(/^\s*(provider|backend) "|configuration_aliases/m);
  });
});

describe("what a caller sees", () => {
  test("the provider and the backend are the caller's", () => {
    for (const text of Object.values(generated.files)) {
      expect(text).not.toMatch(/^\s*(provider|backend) "/m);
    }
  });

  test("every variable and output says what it is, and has a type", () => {
    const { "variables.tf": variables = "", "outputs.tf": outputs = "" } = generated.files;
    for (const text of [variables, outputs]) {
      const blocks = text.match(/^(variable|output) "/gm)?.length;
      expect(text.match(/^ {2}description = ("|<<-EOT\n {4})\S/gm)).toHaveLength(blocks ?? 0);
    }
    expect(variables.match(/^ {2}type +=/gm)).toHaveLength(generated.variables.length);
  });

  test("only account_linking holds the secret, and client_secrets those of other clients; both are sensitive", () => {
    const { account_linking, client_secrets, ...others } = generated.json.output;
    expect(client_secrets).toMatchObject({ sensitive: true });
    expect(account_linking).toMatchObject({ sensitive: true, value: { client_secret: expect.any(String) } });
    expect(JSON.stringify(others)).not.toContain("secret");
  });

  test("the outputs of a stack are there, with the same values under account_linking", () => {
    const { output } = synthesize(minimalEnvironment());
    expect(Object.keys(generated.json.output)).toEqual(expect.arrayContaining(Object.keys(output)));
    const { account_linking } = generated.json.output;
    expect(Object.keys(account_linking?.value as object)).toEqual(
      expect.arrayContaining(Object.keys(output.account_linking.value)),
    );
  });

  test("the examples set every property of every variable, the complete one all that go together", () => {
    const example = ["complete", "existing-user-pool", "custom-domain", "adopt", "canary"]
      .map((name) => committed(`examples/${name}/main.tf`))
      .join("\n");
    const names = generated.variables.flatMap(({ path, properties }) =>
      [path, ...properties.map((property) => property.path)].map((name) => name.split(".").at(-1)),
    );
    expect(names.filter((name) => !new RegExp(`\\b${name} +=`).test(example))).toEqual([]);
  });

  test("no name is written as in TypeScript", () => {
    const texts = [...Object.values(generated.files), committed("README.md")];
    for (const text of texts) {
      expect(moduleText(text)).toBe(text);
    }
  });

  test("the README's files are there", () => {
    const links = [...committed("README.md").matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = ""]) => path);
    expect(links.filter((path) => !existsSync(join(MODULE, path)))).toEqual([]);
    expect(links.length).toBeGreaterThan(3);
  });
});
