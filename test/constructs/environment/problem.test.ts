import type { Problem } from "../../../constructs";
import { InvalidEnvironmentsError } from "../../../constructs";

const problem = (values: Partial<Problem>): Problem => ({
  where: "dev: domain.prefix",
  received: "x",
  allowed: "something else",
  fix: "change it",
  ...values,
});
const messageFor = (received: unknown): string => new InvalidEnvironmentsError([problem({ received })]).message;
const receivedLine = (received: unknown): string | undefined => /received {2}(.*)/.exec(messageFor(received))?.[1];

test("the message lists each problem with what a person needs to fix it", () => {
  const { message } = new InvalidEnvironmentsError([
    problem({ where: "dev: domain.prefix", received: "my-aws", allowed: "no aws", fix: "choose another" }),
    problem({ where: "prod: alexa.vendorId", received: undefined, allowed: "M and more", fix: "copy the vendor id" }),
  ]);

  expect(message).toBe(`The environments have 2 problems:

  1. dev: domain.prefix
     received  "my-aws"
     allowed   no aws
     fix       choose another

  2. prod: alexa.vendorId
     received  nothing
     allowed   M and more
     fix       copy the vendor id
`);
});

test("one problem is one problem", () => {
  expect(messageFor("x")).toMatch(/^The environments have 1 problem:\n/);
});

test("the problems are there for programs, too, and the name tells the error apart across bundles", () => {
  const problems = [problem({})];
  const error = new InvalidEnvironmentsError(problems);

  expect(error.problems).toBe(problems);
  expect(error.name).toBe("InvalidEnvironmentsError");
});

test.each([
  ["text in quotes", "a", '"a"'],
  ["a line break as an escape, so that the layout holds", "a\nb", '"a\\nb"'],
  ["a number", 5, "5"],
  ["null", null, "null"],
  ["nothing", undefined, "nothing"],
  ["a list", ["a", 1], '["a",1]'],
  ["an object", { a: 1 }, '{"a":1}'],
  ["a bigint", 5n, "5"],
  ["a symbol", Symbol("x"), "Symbol(x)"],
  ["empty text", "", '""'],
  ["a promise", Promise.resolve([]), "a promise"],
  ["a function", () => [], "a function"],
  ["a class", class {}, "a class"],
  ["a Map", new Map(), "a Map"],
  ["a Set", new Set(), "a Set"],
  ["a date", new Date(0), "a date"],
  ["what is no JSON inside of what is", { a: [new Map(), () => 1, 5n] }, '{"a":["a Map","a function","5"]}'],
  ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
])("shows %s", (_, received, shown) => {
  expect(receivedLine(received)).toBe(shown);
});

test("a long value is cut", () => {
  const line = receivedLine("x".repeat(1_000_000)) ?? "";

  expect(line).toHaveLength(121);
  expect(line).toMatch(/^"x+…$/);
});

test("a circle is shown up to where it closes, and what only stands there twice is shown twice", () => {
  const cyclic: Record<string, unknown> = { name: "dev" };
  cyclic.self = [cyclic];
  const shared = { a: 1 };

  expect(receivedLine(cyclic)).toBe('{"name":"dev","self":["(a circle)"]}');
  expect(receivedLine([shared, shared])).toBe('[{"a":1},{"a":1}]');
});

test("an object that stands in itself a million times over is shown at once", () => {
  let value: object = { end: 1 };
  for (let depth = 0; depth < 100; depth++) {
    value = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key${index}`, value]));
  }
  const began = performance.now();

  expect(receivedLine(value)).toMatch(/^\{"key0":/);
  expect(performance.now() - began).toBeLessThan(1000);
});

test("of a thousand problems the first hundred are told, of a hundred all", () => {
  const many = (length: number) => new InvalidEnvironmentsError(Array.from({ length }, () => problem({})));

  expect(many(1000).problems).toHaveLength(1000);
  expect(many(1000).message).toMatch(/have 1000 problems:[\s\S]* 100\. dev: [\s\S]*\n {2}… and 900 more\n$/);
  expect(many(1000).message).not.toContain("101.");
  expect(many(100).message).not.toContain("more");
});

test.each([
  ["has neither JSON nor text", Object.assign(Object.create(null), { big: 1n })],
  ["fails when it is printed", { toJSON: () => 1n, toString: () => Symbol("no text") }],
])("a value that %s is shown somehow", (_, received) => {
  expect(receivedLine(received)).toMatch(/./);
});

test("a long place is cut as well: it may carry a property's name that somebody made up", () => {
  const { message } = new InvalidEnvironmentsError([problem({ where: `dev: ${"x".repeat(1_000_000)}` })]);

  expect(message.length).toBeLessThan(1000);
});
