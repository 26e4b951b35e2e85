/**
 * Account-linking settings, as a file of them and as Terraform's output. What this project takes, the stand-in for SMAPI
 * takes, whose rules are another reading of the same pages; and no secret is ever quoted.
 */
import fc from "fast-check";
import { InvalidOutputError, readAccountLinkingOutput } from "../../alexa/account-linking/output";
import { checkAccountLinkingBody } from "../../alexa/account-linking/rules";
import { accountLinkingViolations } from "../../local/amazon/account-linking-rules";
import { CONTRACT, FULL_REQUEST } from "../alexa/account-linking/example";
import type { Change } from "./changed-json";
import { changedJson, changesOfOne, strangeJson } from "./changed-json";
import type { Door } from "./door";
import { hold, holdSecret } from "./door";

const SECRET = "planted7f3b9c1d2e4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d";

const output = (value: unknown): object => ({ sensitive: true, type: "dynamic", value });
const contract = { ...CONTRACT, client_secret: SECRET };

/** The settings themselves, and every form in which Terraform's output comes. */
const ORIGINALS: Readonly<Record<string, unknown>> = {
  settings: { accountLinkingRequest: { ...FULL_REQUEST, clientSecret: SECRET } },
  value: contract,
  outputs: { client_id: output("x"), account_linking: output(contract) },
  "by environment": { prod: {}, dev: { client_id: "x", account_linking: contract } },
  "a module's": { account_linking: output({ prod: {}, dev: contract }) },
};

const words = fc.constantFrom<unknown>(
  ...["AUTH_CODE", "IMPLICIT", "HTTP_BASIC", "ENABLED", "DISABLED", "iOS", "S256", "openid", "<sensitive>", 15, 3600],
  ...[
    "https://example.com/",
    "https://example.com:8443/",
    "http://example.com/",
    "https://u:p@example.com/",
    "https://",
  ],
  ...[
    "https://example.com/?state=x",
    "https://example.com/#a",
    "https://exa mple.com/",
    "https://[::1]/",
    "HTTPS://A.EXAMPLE",
  ],
  ...[
    "https://example.com/\u0000",
    "https://example.com/%",
    "//example.com",
    "javascript:alert(1)",
    "https://example.com.",
  ],
  ...[["openid", "openid"], Array.from({ length: 16 }, (_, index) => `scope-${index}`), ["a b"], ["ü"], ["a"], [""]],
);

/** The secret in a place where it does not belong: it is no less secret there. */
const misplaced = fc.constantFrom<unknown>(SECRET, [SECRET], { [SECRET]: SECRET }, `http://${SECRET}/`, `${SECRET}\n`);

interface Case {
  readonly of: string;
  readonly changes: readonly Change[];
}

function enter({ of, changes }: Case): void {
  const json = changedJson(ORIGINALS[of], changes);
  if (of === "settings") {
    const flaws = checkAccountLinkingBody(json);
    const request = (json as { readonly accountLinkingRequest?: unknown } | null)?.accountLinkingRequest;
    const violations = flaws.length === 0 ? accountLinkingViolations(request) : [];
    hold(violations.length === 0, `it is taken here, and there ${JSON.stringify(violations)}`);
    holdSecret(JSON.stringify(flaws), secretsIn(json));
    return;
  }
  try {
    const { client_secret: secret, ...read } = readAccountLinkingOutput(json, "dev");
    hold(typeof secret === "string" && secret !== "", "the output was taken without a secret");
    hold(
      Object.values(read).every((value) => value !== undefined && value !== null),
      "a field of the output is absent",
    );
  } catch (error) {
    const { name, message } = error as Error;
    hold(error instanceof InvalidOutputError, `${name}: ${message}`);
    hold(message !== "", "the error has no words");
    holdSecret(`${message}${JSON.stringify(error.flaws)}`, secretsIn(json));
  }
}

/** Once nothing says any more what the secret is, nobody can know that a text is one. */
const secretsIn = (json: unknown): readonly string[] =>
  JSON.stringify(json)?.match(/"client_?[sS]ecret":"([^"]+)"/)?.[1] === SECRET ? [SECRET] : [];

export const door: Door<Case> = {
  cases: changesOfOne(ORIGINALS, fc.oneof(strangeJson, words, words, misplaced)),
  casesInTests: 800,
  open: async () => ({ enter }),
};
