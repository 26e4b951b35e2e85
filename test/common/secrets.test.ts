import { MASK, resemblesSecret, Secrets } from "../../common/secrets";

const hide = (input: unknown, text: string): string => new Secrets().addFrom(input).hide(text);

test.each(["clientSecret", "client_secret", "PASSWORD", "refresh_token", "credentials"])(
  "%s is a secret's name",
  (key) => {
    expect(resemblesSecret(key)).toBe(true);
  },
);

test.each(["clientId", "accessTokenUrl", "access_token_scheme", "scopes"])("%s is not", (key) => {
  expect(resemblesSecret(key)).toBe(false);
});

test.each<[what: string, input: unknown]>([
  ["under its key", { clientSecret: "abcdefgh" }],
  ["deep under it", { clientSecret: [{ value: "abcdefgh" }] }],
  ["under a key deep inside", { a: [{ b: { clientSecret: "abcdefgh" } }] }],
])("a secret %s is hidden, each time", (_, input) => {
  expect(hide(input, "x abcdefgh y abcdefgh")).toBe(`x ${MASK} y ${MASK}`);
});

test("a number may be a secret", () => {
  expect(hide({ password: 12345678 }, "it is 12345678")).toBe(`it is ${MASK}`);
});

test("a secret is hidden in other letters, too, as a URL's host has it", () => {
  expect(hide({ clientSecret: "AbcDefGh" }, "https://abcdefgh/")).toBe(`https://${MASK}/`);
});

test.each([[["abcdefgh", "abcdefghij"]], [["abcdefghij", "abcdefgh"]]])(
  "a secret that is a part of another leaves nothing of the other: %j",
  (clientSecret) => {
    expect(hide({ clientSecret }, "abcdefghij")).toBe(MASK);
  },
);

test("its characters mean nothing special", () => {
  expect(hide({ clientSecret: "a.c(e[g*i" }, "a.c(e[g*i abc(e[g*i")).toBe(`${MASK} abc(e[g*i`);
});

test("what is short enough to be a word stays readable", () => {
  expect(hide({ clientSecret: "scope" }, "the scope")).toBe("the scope");
});

test("what stands under other keys stays readable", () => {
  expect(hide({ clientId: "abcdefgh" }, "abcdefgh")).toBe("abcdefgh");
});

test("an input may be round", () => {
  const round: Record<string, unknown> = { clientSecret: "abcdefgh" };
  round.self = round;

  expect(hide(round, "abcdefgh")).toBe(MASK);
});

test("a secret of a run is hidden in whatever comes after it was added, also as a form has it", () => {
  const secrets = new Secrets();
  expect(secrets.hide("a=s3cret/value")).toBe("a=s3cret/value");
  expect(secrets.add("s3cret/value")).toBe("s3cret/value");
  expect(secrets.hide("a=s3cret/value, b=s3cret%2Fvalue")).toBe(`a=${MASK}, b=${MASK}`);
  secrets.add("another-one");
  expect(secrets.hide("another-one")).toBe(MASK);
});

test("half a character in a secret is no reason to fail", () => {
  const secrets = new Secrets();
  secrets.add("secret\ud800value");
  expect(secrets.hide("secret\ud800value")).toBe(MASK);
});

test.each([
  [
    "of Amazon S3",
    "https://bucket.s3.amazonaws.com/x?X-Amz-Date=20261128T080000Z&X-Amz-Signature=",
    "0123456789abcdef",
  ],
  ["of temporary credentials", "https://bucket.s3.amazonaws.com/x?X-Amz-Security-Token=", "IQoJb3JpZ2luX2VjEJr//w=="],
  ["of the older kind", "https://bucket.s3.amazonaws.com/x?AWSAccessKeyId=a&Signature=", "nC8hbW%2FbWFIk%3D"],
  ["as a form has it", "location=https%3A%2F%2Fbucket%2Fx%3FX-Amz-Signature%3D", "0123456789abcdef"],
])("the signature of a URL is hidden, whoever says it: %s", (_, before, signature) => {
  expect(new Secrets().hide(`${before}${signature} was refused`)).toBe(`${before}${MASK} was refused`);
});

test("what speaks of a signature is no signature", () => {
  const text =
    "X-Amz-Signature does not match; Signature=short; SignatureVersion=2023-01-01-long; resign=0123456789abcdef";
  expect(new Secrets().hide(text)).toBe(text);
});
