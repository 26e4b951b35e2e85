import { TerraformOutput } from "cdktf";
import type { Condition } from "../../../constructs/module/condition";
import {
  allOf,
  anyOf,
  choose,
  differs,
  includes,
  isBelow,
  isGiven,
  isSingle,
  isUnset,
  joinLists,
  joinTexts,
  listOf,
  not,
  without,
} from "../../../constructs/module/condition";
import { listToken, numberToken, textToken } from "../example-environment";
import { synthesizeConstruct } from "../synthesize";

/** What Terraform gets to evaluate. */
const expression = (value: unknown): unknown =>
  synthesizeConstruct((stack) => {
    new TerraformOutput(stack, "it", { value, staticId: true });
  }).output.it.value;

describe("a setting that is known decides at once", () => {
  test.each<[string, Condition, boolean]>([
    ["an entry that is there", includes(["a"], "a"), true],
    ["an entry that is not", includes(["a"], "b"), false],
    ["one entry", isSingle(["a"]), true],
    ["two entries", isSingle(["a", "b"]), false],
    ["the same text", differs("a", "a"), false],
    ["one of two", anyOf(false, true), true],
    ["one of two, whatever the other is", anyOf(includes(listToken(), "a"), true), true],
    ["neither of two", anyOf(false, false), false],
    ["the opposite", not(true), false],
    ["all of two", allOf(true, true), true],
    ["all of two, one of which does not hold, whatever the other is", allOf(includes(listToken(), "a"), false), false],
    ["no value", isUnset(undefined), true],
    ["a value", isGiven(0), true],
    ["a small number", isBelow(0, 1), true],
    ["the limit", isBelow(1, 1), false],
    ["no number", isBelow(undefined, 1), false],
  ])("%s", (_, condition, result) => {
    expect(condition).toBe(result);
  });

  test("between values", () => {
    expect([choose(true, 1, 2), choose(false, 1, 2)]).toEqual([1, 2]);
    expect(choose<string[] | undefined>(false, ["a"], undefined)).toBeUndefined();
  });

  test("about lists", () => {
    expect(listOf([true, "a"], [false, "b"])).toEqual(["a"]);
    expect(joinLists(["a"], ["b"])).toEqual(["a", "b"]);
    expect(without(["a", "b"], ["a"])).toEqual(["b"]);
  });
});

describe("a setting that only Terraform knows becomes an expression", () => {
  const list = listToken();
  const has = includes(list, "a");
  const VAR = `\${var.probe}`;

  test.each<[string, unknown, string]>([
    ["an entry", has, `\${contains(${VAR}, "a")}`],
    ["one entry", isSingle(list), `\${(length(${VAR}) == 1)}`],
    ["another text", differs(textToken(), "off"), `\${(${VAR} != "off")}`],
    ["one of two", anyOf(has, isSingle(list)), `\${(contains(${VAR}, "a") || (length(${VAR}) == 1))}`],
    ["one of two, the other of which is known not to hold", anyOf(has, false), `\${contains(${VAR}, "a")}`],
    [
      "one of three",
      anyOf(has, has, has),
      `\${anytrue([${[has, has, has].map(() => `contains(${VAR}, "a")`).join(", ")}])}`,
    ],
    ["all of two", allOf(has, true, isUnset(textToken())), `\${alltrue([contains(${VAR}, "a"), (${VAR} == null)])}`],
    ["all of two, one of which is known to hold", allOf(has, true), `\${contains(${VAR}, "a")}`],
    ["a value", isGiven(textToken()), `\${(${VAR} != null)}`],
    ["a small number", isBelow(numberToken(), 3), `\${(${VAR} < 3)}`],
    ["two texts", joinTexts("a", textToken()), `\${join("", ["a", ${VAR}])}`],
    ["the opposite", not(has), `\${!contains(${VAR}, "a")}`],
    ["a number", choose(has, 1, 0), `\${contains(${VAR}, "a") ? 1 : 0}`],
    ["a value or none", choose<string | undefined>(has, "x", undefined), `\${contains(${VAR}, "a") ? "x" : null}`],
    ["a list of one", listOf([has, "x"]), `\${contains(${VAR}, "a") ? ["x"] : []}`],
    ["a list of several", listOf([has, "x"], [true, "y"]), `\${concat(contains(${VAR}, "a") ? ["x"] : [], ["y"])}`],
    ["two lists", joinLists(["x"], list), `\${concat(["x"], ${VAR})}`],
    ["a difference", without(list, ["x"]), `\${tolist(setsubtract(${VAR}, ["x"]))}`],
  ])("%s", (_, value, result) => {
    expect(expression(value)).toBe(result);
  });
});
