import type { Call, Statement } from "./policy-evaluator";
import { isAllowed, isDenied } from "./policy-evaluator";

const policy = (...statements: readonly Statement[]) => ({ Version: "2012-10-17", Statement: statements });
const allow: Statement = { Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::state/*.tfstate" };
const read: Call = { action: "s3:GetObject", resource: "arn:aws:s3:::state/dev.tfstate" };

test("nothing is allowed that no statement allows", () => {
  expect(isAllowed([], read)).toBe(false);
  expect(isAllowed([policy(allow)], read)).toBe(true);
  expect(isAllowed([policy(allow)], { ...read, action: "s3:PutObject" })).toBe(false);
  expect(isAllowed([policy(allow)], { ...read, resource: `${read.resource}.tflock` })).toBe(false);
  expect(isAllowed([policy(allow)], { ...read, action: "S3:getobject" })).toBe(true);
});

test("what one denies is denied", () => {
  const both = [policy(allow), policy({ ...allow, Effect: "Deny", Resource: "*" })];
  expect(isAllowed(both, read)).toBe(false);
  expect(isDenied(both, read)).toBe(true);
  expect(isDenied([policy(allow)], read)).toBe(false);
});

test.each([
  ["StringEquals", ["dev", "prod"], "prod", true],
  ["StringEquals", "dev*", "dev-1", false],
  ["StringEquals", "dev", undefined, false],
  ["StringLike", "dev?1*", "dev-1", true],
  ["StringLike", "dev.1", "dev-1", false],
  ["StringLike", "*", undefined, false],
  ["ArnEquals", "arn:aws:iam::123456789012:policy/a", "arn:aws:iam::123456789012:policy/a", true],
  ["ArnEquals", "arn:aws:iam::123456789012:policy/a", "arn:aws:iam::123456789012:policy/ab", false],
  ["ArnLike", "arn:*:iam::*:policy/a*", "arn:aws:iam::123456789012:policy/ab", true],
  ["ArnLike", "arn:*:policy/a", "arn:aws:iam::123456789012:policy/a", false],
  ["ArnEquals", "*", undefined, false],
  ["Bool", "false", "False", true],
  ["Bool", "false", undefined, false],
  ["Null", "true", undefined, true],
  ["Null", "true", "here", false],
  ["Null", "false", "here", true],
  ["ForAllValues:StringEquals", "a", "a", true],
  ["ForAllValues:StringEquals", "a", "b", false],
  ["ForAllValues:StringEquals", "a", undefined, true],
  ["ForAllValues:StringLike", "_*.a", "_x.a", true],
  ["ForAllValues:StringLike", "_*.a", "x.a", false],
])("the condition %s %j of %j is %s", (operator, values, value, expected) => {
  const conditional = { ...allow, Condition: { [operator]: { "aws:Key": values } } };
  const context: Record<string, string> = value === undefined ? {} : { "aws:key": value };
  expect(isAllowed([policy(conditional)], { ...read, context })).toBe(expected);
});

test("conditions are all fulfilled, and a resource that is excluded does not fit", () => {
  const Condition = { StringEquals: { a: "1", b: "2" }, Null: { c: "true" } };
  const allowed = (context: Record<string, string>): boolean =>
    isAllowed([policy({ ...allow, Condition })], { ...read, context });
  expect([allowed({ a: "1", b: "2" }), allowed({ a: "1" }), allowed({ a: "1", b: "2", c: "3" })]).toEqual([
    true,
    false,
    false,
  ]);
  const others: Statement = { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::state/*" };
  expect(isAllowed([policy(others)], read)).toBe(false);
  expect(isAllowed([policy(others)], { ...read, resource: "arn:aws:s3:::other/a" })).toBe(true);
});

test("a principal is one of those that are named", () => {
  const trust: Statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Federated: ["arn:one"] } };
  const call = (name: string): Call => ({ action: "sts:AssumeRole", principal: { Federated: name } });
  expect([isAllowed([policy(trust)], call("arn:one")), isAllowed([policy(trust)], call("arn:two"))]).toEqual([
    true,
    false,
  ]);
});

test.each([
  ["another version", { Version: "2008-10-17", Statement: [allow] }],
  ["an element", policy({ ...allow, NotAction: "s3:*" } as Statement)],
  ["an effect", policy({ ...allow, Effect: "Maybe" })],
  ["an operator", policy({ ...allow, Condition: { StringEqualsIfExists: { a: "1" } } })],
  ["a variable", policy({ ...allow, Resource: ["arn:aws:s3:::$", "{aws:username}"].join("") })],
  ["a kind of principal", policy({ ...allow, Principal: { CanonicalUser: "1" } })],
])("%s that is not understood is an error", (_what, unknown) => {
  expect(() => isAllowed([unknown], read)).toThrow("understood");
});
