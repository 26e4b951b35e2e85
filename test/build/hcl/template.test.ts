// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of Terraform's
import { expressionOf, literalTemplate, quotedText, splitArguments } from "../../../build/hcl/template";

describe("a text of Terraform's JSON", () => {
  test.each([
    ["plain", '"plain"'],
    ["", '""'],
    ["${var.name}", "var.name"],
    ["${ var.name }", "var.name"],
    ["${var.name}-alexa", '"${var.name}-alexa"'],
    ["${var.a}${var.b}", '"${var.a}${var.b}"'],
    ['${join(",", var.list)}', 'join(",", var.list)'],
    ['${{ a = "}" }["a"]}', '{ a = "}" }["a"]'],
    ['${coalesce(var.zip, "${path.module}/skill.zip")}', 'coalesce(var.zip, "${path.module}/skill.zip")'],
    ['${"a \\" quote"}', '"a \\" quote"'],
    ['say "hi" to ${replace(var.name, "\\"", "")}', '"say \\"hi\\" to ${replace(var.name, "\\"", "")}"'],
    ["a\nb\t\\", '"a\\nb\\t\\\\"'],
    ["$${not.an.expression}", '"$${not.an.expression}"'],
    ["{####}", '"{####}"'],
  ])("%j is %s", (text, hcl) => {
    expect(expressionOf(text)).toBe(hcl);
  });

  test.each(["${var.name", '${"a}', '${f("${x)}'])("%j is not closed, and refused", (text) => {
    expect(() => expressionOf(text)).toThrow(/is not closed/);
  });
});

test("text that means itself has no expressions", () => {
  expect(quotedText('a ${b} %{c} "d" \\s')).toBe('"a $${b} %%{c} \\"d\\" \\\\s"');
  expect(literalTemplate("${a}\n%{b}")).toBe("$${a}\n%%{b}");
});

describe("arguments", () => {
  test.each([
    ["a, b", ["a", "b"]],
    ['f(a, b), ["c, d", e], { g = h, i = j }', ["f(a, b)", '["c, d", e]', "{ g = h, i = j }"]],
    ["one", ["one"]],
  ])("of %j stand between the outermost commas", (inside, items) => {
    expect(splitArguments(inside)).toEqual(items);
  });

  test("are none where the brackets belong to two calls", () => {
    expect(splitArguments("a) || f(b")).toBeUndefined();
  });
});
