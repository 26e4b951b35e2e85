import fc from "fast-check";
import { spelled } from "../../review/digest-spelling";

const policy = (statement: object, more: object = {}): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement], ...more });
const ALLOW = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

test.each<[string, string, string]>([
  ["white space", JSON.stringify(JSON.parse(policy(ALLOW)), null, 4), policy(ALLOW)],
  ["line breaks of Windows", policy(ALLOW).replaceAll(",", ",\r\n\t"), policy(ALLOW)],
  ["the order of members", policy({ Resource: "*", Action: "s3:GetObject", Effect: "Allow" }), policy(ALLOW)],
  ["a list of one action", policy({ ...ALLOW, Action: ["s3:GetObject"] }), policy(ALLOW)],
  ["a list of one resource", policy({ ...ALLOW, Resource: ["*"] }), policy(ALLOW)],
  ["a single statement", JSON.stringify({ Version: "2012-10-17", Statement: ALLOW }), policy(ALLOW)],
  [
    "the order of actions",
    policy({ ...ALLOW, Action: ["s3:B", "s3:A"] }),
    policy({ ...ALLOW, Action: ["s3:A", "s3:B"] }),
  ],
  [
    "a list of one principal",
    policy({ ...ALLOW, Principal: { AWS: ["1"] } }),
    policy({ ...ALLOW, Principal: { AWS: "1" } }),
  ],
  [
    "a condition's list of one, and true for its text",
    policy({ ...ALLOW, Condition: { Bool: { "aws:SecureTransport": true } } }),
    policy({ ...ALLOW, Condition: { Bool: { "aws:SecureTransport": ["true"] } } }),
  ],
  ["an escaped character", policy(ALLOW).replace("s3:GetObject", "s3:\\u0047etObject"), policy(ALLOW)],
])("to a policy %s is only spelling", (_, one, other) => {
  expect(one).not.toBe(other);
  expect(spelled(one)).toBe(spelled(other));
});

test.each<[string, string, string]>([
  ["another action", policy({ ...ALLOW, Action: "*" }), policy(ALLOW)],
  ["another effect", policy({ ...ALLOW, Effect: "Deny" }), policy(ALLOW)],
  ["NotAction", policy({ ...ALLOW, Action: undefined, NotAction: "s3:GetObject" }), policy(ALLOW)],
  ["another version", policy(ALLOW, { Version: "2008-10-17" }), policy(ALLOW)],
  ["another id", policy(ALLOW, { Id: "a" }), policy(ALLOW)],
  ["everybody for one", policy({ ...ALLOW, Principal: "*" }), policy({ ...ALLOW, Principal: { AWS: "*" } })],
  [
    "another condition",
    policy({ ...ALLOW, Condition: { Bool: { a: true } } }),
    policy({ ...ALLOW, Condition: { Bool: { a: false } } }),
  ],
  ["no condition", policy({ ...ALLOW, Condition: { Null: { a: null } } }), policy(ALLOW)],
  ["a space within a text", policy({ ...ALLOW, Resource: "a b" }), policy({ ...ALLOW, Resource: "ab" })],
  ["a statement twice", JSON.stringify({ Version: "2012-10-17", Statement: [ALLOW, ALLOW] }), policy(ALLOW)],
  [
    "a large number",
    policy(ALLOW).replace('"*"', "9007199254740993"),
    policy(ALLOW).replace('"*"', "9007199254740992"),
  ],
])("to a policy %s is another meaning", (_, one, other) => {
  expect(spelled(one)).not.toBe(spelled(other));
});

test.each([
  ["a member twice", '{"Statement":[{"Effect":"Allow","Action":"*","Action":"s3:Get","Resource":"*"}]}'],
  ["no statement", '{ "Version": "2012-10-17" }'],
  ["a statement without an effect", '{ "Statement": [{ "Action": "*" }] }'],
  ["other JSON", '{ "a": [1, 2] }'],
  ["no JSON", '{ "Statement" '],
])("a text with %s stays as it is", (_, text) => {
  expect(spelled(text)).toBe(text);
});

test("any text has the spelling of its own spelling", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(spelled(spelled(text))).toBe(spelled(text));
    }),
  );
});
