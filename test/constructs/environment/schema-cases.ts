/** What the tables of properties are written with. */

export interface Expectation {
  readonly accepts: readonly unknown[];
  /** Beside the values of wrong kinds, which every property of a kind has to refuse. */
  readonly refuses: readonly unknown[];
  readonly whenLeftOut: typeof REFUSED | { readonly is: unknown };
  /** The argument that an accepted value becomes as it is: `aws_cognito_user_pool.user_pool`, then the path inside. */
  readonly becomes?: readonly [address: string, path: string];
}

export const POOL = "aws_cognito_user_pool.user_pool";
export const REFUSED = "refused";
export const is = (value: unknown) => ({ is: value });
export const chars = (count: number, char = "a") => char.repeat(count);
export const many = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => item(i));

export const skillId = (index: number) => `amzn1.ask.skill.11111111-1111-4111-8111-${String(index).padStart(12, "0")}`;
export const uris = (count: number) => many(count, (index) => `https://example.com/${index}`);

export const whole = (min: number, max: number, byDefault: number): Expectation => ({
  accepts: [min, min + 1, max - 1, max],
  refuses: [min - 1, max + 1, min + 0.5, -min, 0, Number.POSITIVE_INFINITY],
  whenLeftOut: is(byDefault),
});
export const flag = (byDefault: boolean): Expectation => ({
  accepts: [true, false],
  refuses: [],
  whenLeftOut: is(byDefault),
});
export const oneOf = (values: readonly unknown[], whenLeftOut: Expectation["whenLeftOut"]): Expectation => ({
  accepts: values,
  refuses: ["", "unheard-of", 2],
  whenLeftOut,
});
export const redirectUris = (most: number): Expectation => ({
  accepts: [
    [],
    ["https://example.com"],
    ["https://example.com:8443/a?b=c%20d"],
    [`https://example.com/${chars(1004)}`],
    ["http://localhost", "http://localhost:3000/cb"],
    ["com.example.app://cb"],
    uris(most),
  ],
  refuses: [
    ["http://example.com/cb"],
    ["http://localhost.example.com/cb"],
    ["http://localhost@example.com/cb"],
    ["https://user@example.com/cb"],
    ["https://example.com/#fragment"],
    ["https://example.com/a b"],
    ["https://"],
    ["//example.com"],
    ["/cb"],
    ["example.com"],
    ["javascript:alert(1)"],
    [""],
    [" https://example.com"],
    ["https://example.com\n"],
    ["https://example.com/\u0000"],
    ["https://example.com/\u0007bell"],
    ["https://example.com/\u200b"],
    ["com.example.app://\u001b[31m"],
    ["https://example..com/"],
    ["https://-example.com/"],
    ["https://example.com:65536/"],
    [`https://example.com/\${path}`],
    [`https://example.com/${chars(1005)}`],
    [5],
    [null],
    ["https://example.com", "https://example.com"],
    uris(most + 1),
  ],
  whenLeftOut: is([]),
});

export const ATTRIBUTE_LISTS = {
  accepts: [["given_name"], ["email", "custom:level", "custom:a:b"], [`custom:${chars(20)}`]],
  refuses: [[], ["sub"], ["givenName"], ["custom:"], [`custom:${chars(21)}`], ["custom:a b"], ["email", "email"], [5]],
  whenLeftOut: is(undefined),
};
export const UUID = "11111111-1111-4111-8111-111111111111";
export const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:send";
