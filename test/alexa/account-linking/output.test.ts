import fc from "fast-check";
import { InvalidOutputError, readAccountLinkingOutput } from "../../../alexa/account-linking/output";
import type { AccountLinking } from "../../../contract/account-linking";
import { CLIENT_SECRET } from "../../contract/account-linking";
import { CONTRACT, contracts } from "./example";

/** As `terraform output -json` prints an output. */
const output = (value: unknown): object => ({ sensitive: true, type: "dynamic", value });
const OTHERS = { client_id: output("1example23456789"), function_arn: output("arn:aws:lambda:…") };
const PLAIN_OTHERS = { client_id: "1example23456789", function_arn: "arn:aws:lambda:…" };

const read = (json: unknown, environment = "dev"): AccountLinking => readAccountLinkingOutput(json, environment);

function problemOf(json: unknown, environment = "dev"): InvalidOutputError {
  try {
    read(json, environment);
  } catch (error) {
    if (error instanceof InvalidOutputError) {
      return error;
    }
    throw error;
  }
  throw new Error("It was taken.");
}

test.each<[what: string, json: unknown]>([
  ["the value alone", CONTRACT],
  ["all outputs", { ...OTHERS, account_linking: output(CONTRACT) }],
  [
    "outputs without their types",
    { account_linking: { sensitive: true, value: CONTRACT }, issuer: { sensitive: false, value: 1 } },
  ],
  ["the same of a module, kept by environment", { account_linking: { sensitive: true, value: { dev: CONTRACT } } }],
  ["environments that are called as an output's members", { account_linking: { value: {}, type: {}, dev: CONTRACT } }],
  ["the values of all outputs by name", { ...PLAIN_OTHERS, account_linking: CONTRACT }],
  ["cdktf's outputs file", { prod: {}, dev: { ...PLAIN_OTHERS, account_linking: CONTRACT } }],
  ["a module's output, kept by environment", { account_linking: output({ prod: {}, dev: CONTRACT }) }],
  ["the value of such an output", { prod: { client_secret: "x" }, dev: CONTRACT }],
])("reads %s", (_, json) => {
  expect(read(JSON.parse(JSON.stringify(json)))).toEqual(CONTRACT);
});

test("fields of a later version are left out", () => {
  expect(read({ ...CONTRACT, something_new: 1 })).toEqual(CONTRACT);
});

test("a skill that does not exist yet has no id", () => {
  expect(read({ ...CONTRACT, skill_ids: [] }).skill_ids).toEqual([]);
});

test("reads what Terraform makes of any environment", () => {
  fc.assert(
    fc.property(contracts, (accountLinking) => {
      expect(read({ account_linking: output(accountLinking) })).toEqual(accountLinking);
    }),
  );
});

describe("says what was found instead of the output, and how to get it", () => {
  test.each<[what: string, json: unknown, message: RegExp]>([
    [
      "nothing deployed, or a stack without outputs",
      {},
      /^There are no outputs, and so no account_linking: dev is not deployed yet, or its stack has no such output\. .*npx cdktf deploy dev.*terraform apply/,
    ],
    [
      "an environment without outputs",
      { dev: {} },
      /^There are no outputs under dev, and so no account_linking: dev is/,
    ],
    ["only other outputs", OTHERS, /no output account_linking\. Found: client_id, function_arn\. .*older version/],
    ["another kind of stack's outputs", { ops: output(1) }, /Found: ops\. If dev has it, .* another kind of stack, or/],
    ["outputs named like its fields", { issuer: output("x") }, /no output account_linking\. Found: issuer\./],
    ["their values", PLAIN_OTHERS, /no output account_linking\. Found: client_id, function_arn\./],
    ["cdktf's file without secrets", { dev: PLAIN_OTHERS }, /under dev\. .*--outputs-file-include-sensitive-outputs/],
    [
      "other environments in cdktf's file",
      { prod: { account_linking: CONTRACT } },
      /settings of prod, and none of dev/,
    ],
    ["other environments in a module's output", { prod: CONTRACT, test: CONTRACT }, /of prod, test, and none of dev/],
    [
      "and around them its output",
      { account_linking: output({ prod: CONTRACT }) },
      /nothing for dev\. It holds: prod\./,
    ],
    [
      "the output under another name",
      { linking: output(CONTRACT) },
      /Found: linking\. .*`terraform output -json linking`/,
    ],
    [
      "an output without a value",
      { account_linking: { sensitive: true, type: "x" } },
      /^account_linking\.value is nothing/,
    ],
    [
      "a hidden output",
      { account_linking: "<sensitive>" },
      /^account_linking is what stands in the place of a sensitive/,
    ],
    ["a hidden value", { account_linking: output("(sensitive value)") }, /sensitive output\. Read it with `terraform/],
    ["text", "{}", /^What was given is text; it must be an object\. Read it with `terraform output -json/],
    ["a list", [CONTRACT], /^What was given is a list/],
    ["null", null, /^What was given is null/],
    ["null for the environment", { dev: null }, /^dev is null/],
    ["null for the output", { account_linking: null }, /^account_linking is null/],
  ])("%s", (_, json, message) => {
    expect(problemOf(json).message).toMatch(message);
    expect(problemOf(json).flaws).toEqual([]);
  });

  test("many names are not all said", () => {
    const outputs = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`output_${index}`, output(1)]));

    expect(problemOf(outputs).message).toMatch(/output_11 and 18 more\./);
  });
});

describe("says what is wrong in the output", () => {
  test.each<[what: string, change: object, path: string, message: RegExp]>([
    ["a field that is missing", { issuer: undefined }, "issuer", /^is missing\.$/],
    [
      "plain http",
      { authorization_uri: "http://a.example/" },
      "authorization_uri",
      /^received "http:.* begins with https/,
    ],
    ["an empty URI", { access_token_uri: "" }, "access_token_uri", /^is empty/],
    ["null for a URI", { user_info_uri: null }, "user_info_uri", /^received null/],
    ["a number for the id", { client_id: 5 }, "client_id", /^received a number; it must be text/],
    ["an empty secret", { client_secret: "" }, "client_secret", /^is empty/],
    ["a list for the secret", { client_secret: [CLIENT_SECRET] }, "client_secret", /^received a list; it must be text/],
    ["a secret that was hidden", { client_secret: "<sensitive>" }, "client_secret", /in the place of a hidden value/],
    ["text for the scopes", { scopes: "openid" }, "scopes", /^received "openid"; allowed is a list/],
    ["another scheme", { access_token_scheme: "basic" }, "access_token_scheme", /HTTP_BASIC, REQUEST_BODY_CREDENTIALS/],
    ["a number for a redirect URI", { redirect_uris: [1] }, "redirect_uris[0]", /must be text/],
    ["text for the skills", { skill_ids: "x" }, "skill_ids", /allowed is a list/],
    ["a region that is missing", { function_arns: { NA: "a", EU: "a" } }, "function_arns.FE", /^is missing/],
  ])("%s", (_, change, path, message) => {
    expect(problemOf(JSON.parse(JSON.stringify({ ...CONTRACT, ...change }))).flaws).toEqual([
      { path, message: expect.stringMatching(message) },
    ]);
  });

  test("everything at once, where it stands, with how to fix it", () => {
    const { issuer: _, ...older } = { ...CONTRACT, scopes: [1] };

    expect(problemOf({ account_linking: output({ dev: older }) }).message).toBe(
      [
        "Terraform's output account_linking of dev has 2 flaws:",
        "  account_linking.value.dev.issuer: is missing.",
        "  account_linking.value.dev.scopes[0]: received 1; a scope is text of at least one character.",
        "It was deployed by an older version of this project. Deploy it: `npx cdktf deploy dev`, or `terraform apply` where it is a module.",
      ].join("\n"),
    );
  });

  test("what is hidden is to be read again, not deployed again", () => {
    const { message } = problemOf({ ...CONTRACT, client_secret: "<sensitive>", scopes: undefined });

    expect(message).toMatch(
      /\nRead it with `terraform output -json account_linking`, which shows sensitive values, too\.$/,
    );
  });

  test("what was changed is to be deployed again", () => {
    expect(problemOf({ ...CONTRACT, scopes: "openid" }, "prod").message).toMatch(
      /not what the stack writes\. .*deploy prod/,
    );
  });
});

describe("for any input", () => {
  test("there is an output or an error for people", () => {
    const json = fc.oneof(
      fc.jsonValue(),
      fc.record({ account_linking: fc.jsonValue() }),
      fc.record({ account_linking: fc.record({ sensitive: fc.boolean(), type: fc.string(), value: fc.jsonValue() }) }),
      fc.record({ dev: fc.jsonValue() }),
      fc.dictionary(fc.constantFrom(...Object.keys(CONTRACT)), fc.jsonValue()),
    );
    fc.assert(
      fc.property(json, (value) => {
        expect(problemOf(value).message).not.toBe("");
      }),
    );
  });

  test("the secret gets into no message, wherever else it stands", () => {
    const places = fc.dictionary(
      fc.constantFrom(...Object.keys(CONTRACT).filter((key) => key !== "client_secret"), CLIENT_SECRET),
      fc.constantFrom<unknown>(
        CLIENT_SECRET,
        [CLIENT_SECRET],
        { [CLIENT_SECRET]: CLIENT_SECRET },
        `http://${CLIENT_SECRET}/`,
        `${CLIENT_SECRET}\n`,
        1,
      ),
    );
    const wraps: ((value: unknown) => unknown)[] = [
      (value) => value,
      (value) => ({ account_linking: output(value) }),
      (value) => ({ [CLIENT_SECRET]: output(value) }),
      (value) => ({ account_linking: output({ [CLIENT_SECRET]: value }) }),
    ];
    fc.assert(
      fc.property(places, fc.constantFrom(...wraps), (change, wrap) => {
        const { message, flaws } = problemOf(
          wrap({ ...CONTRACT, issuer: null, ...change, client_secret: CLIENT_SECRET }),
        );
        expect(message + JSON.stringify(flaws)).not.toContain(CLIENT_SECRET);
      }),
    );
  });
});
