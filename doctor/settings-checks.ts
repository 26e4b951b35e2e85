import type { FieldDifference } from "../alexa/account-linking/difference";
import { compareAccountLinking } from "../alexa/account-linking/difference";
import { findInUri, flawInAuthorizationUri } from "../alexa/account-linking/form-uri";
import type { AccountLinkingResponse } from "../alexa/account-linking/request";
import { HIDDEN_FIELDS } from "../alexa/account-linking/request";
import type { Finding } from "../alexa/diagnosis/finding";
import { list } from "../alexa/diagnosis/finding";
import type { Smapi, StoredAccountLinking } from "../alexa/smapi/smapi";
import { SmapiError } from "../alexa/smapi/smapi";
import { messageOf } from "../common/problem";
import type { Reading } from "./aws";
import type { Evidence } from "./evidence";
import type { Check, Judgement } from "./judgement";
import { fail, ok, see, skip, unknown, worst } from "./judgement";
import { once } from "./once";

/** The fields that have a check of their own. */
const OWN_CHECKS: readonly string[] = ["authorizationUrl", "accessTokenUrl", "clientId", "scopes"];

/** What SMAPI has, beside what it should have. */
export function settingsChecks(evidence: Evidence): readonly Check[] {
  const { wanted, smapi } = evidence.props;
  const stored = once(() => readAll(evidence.accountLinking.skill_ids, smapi));
  const ofSettings = (judge: (settings: AccountLinkingResponse) => Judgement | Promise<Judgement>) => async () =>
    smapi === undefined
      ? notAsked(evidence)
      : worst(
          await Promise.all(
            (await stored()).map(async ({ skillId, reading }) =>
              reading.kind === "read" && reading.value.settings !== undefined
                ? named(skillId, evidence, await judge(reading.value.settings))
                : see("settings"),
            ),
          ),
        );
  const follows = { settings: "any" } as const;
  return [
    {
      name: "settings",
      what: "The skill has account-linking settings",
      expected: "settings in the stage development",
      judge: async () => {
        if (smapi === undefined || evidence.accountLinking.skill_ids.length === 0) {
          return notAsked(evidence);
        }
        return worst((await stored()).map(({ skillId, reading }) => judgeExistence(skillId, reading)));
      },
    },
    {
      name: "settings-authorization-uri",
      what: "Web Authorization URI is the deployed one",
      expected: wanted.authorizationUrl,
      follows,
      judge: ofSettings(({ authorizationUrl }) => judgeAuthorizationUri(authorizationUrl, wanted.authorizationUrl)),
    },
    {
      name: "settings-access-token-uri",
      what: "Access Token URI is the deployed one",
      expected: wanted.accessTokenUrl ?? "none",
      follows,
      judge: ofSettings(({ accessTokenUrl = "" }) =>
        judgeUri(
          accessTokenUrl,
          wanted.accessTokenUrl,
          findInUri("Access Token URI", accessTokenUrl, wanted.accessTokenUrl),
        ),
      ),
    },
    {
      name: "settings-client-id",
      what: "Your Client ID is the deployed app client's",
      expected: wanted.clientId,
      follows,
      judge: ofSettings(({ clientId }) =>
        clientId === wanted.clientId
          ? ok(`${clientId}.`)
          : fail("wrong-client", `Your Client ID is ${clientId}; deployed is ${wanted.clientId}.`),
      ),
    },
    {
      name: "settings-scopes",
      what: "Scope is what the skill needs and the app client allows",
      expected: list(wanted.scopes ?? []),
      follows,
      judge: ofSettings(({ scopes = [] }) => judgeScopes(scopes, wanted.scopes ?? [], evidence)),
    },
    {
      name: "settings-others",
      what: "The other settings are those that belong there",
      expected: "no difference in what can be seen",
      follows,
      judge: ofSettings((settings) => judgeOthers(compareAccountLinking(settings, wanted).fields)),
    },
  ];
}

interface StoredSettings {
  readonly skillId: string;
  readonly reading: Reading<StoredAccountLinking>;
}

function readAll(skillIds: readonly string[], smapi?: Pick<Smapi, "readAccountLinking">): Promise<StoredSettings[]> {
  return Promise.all(
    (smapi === undefined ? [] : skillIds).map(async (skillId) => ({
      skillId,
      reading: await read(() => (smapi as Smapi).readAccountLinking(skillId)),
    })),
  );
}

async function read<T>(call: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { kind: "read", value: await call() };
  } catch (error) {
    const isMissing = error instanceof SmapiError && error.kind === "not found";
    return { kind: isMissing ? "missing" : "unknown", reason: messageOf(error) };
  }
}

function judgeExistence(skillId: string, reading: Reading<StoredAccountLinking>): Judgement {
  switch (reading.kind) {
    case "missing":
      return fail("skill-missing", `${skillId}: ${reading.reason}`);
    case "unknown":
      return unknown(reading.reason);
    case "read":
      return reading.value.settings === undefined
        ? fail("settings-never-pushed", `${skillId} has none.`)
        : ok(`${skillId} has them. SMAPI never shows ${list(HIDDEN_FIELDS)}: whether those are right cannot be seen.`);
  }
}

function judgeAuthorizationUri(stored: string, wanted: string): Judgement {
  const flaw = flawInAuthorizationUri(stored);
  return flaw === undefined
    ? judgeUri(stored, wanted, findInUri("Web Authorization URI", stored, wanted))
    : fail("authorization-uri-unusable", `Web Authorization URI ${flaw}.`);
}

function judgeUri(stored: string, wanted: string | undefined, finding: Finding | undefined): Judgement {
  if (finding !== undefined) {
    return fail(...finding);
  }
  return stored === (wanted ?? "") ? ok(`${stored}.`) : fail("wrong-uri", `It is ${stored}; deployed is ${wanted}.`);
}

async function judgeScopes(
  stored: readonly string[],
  wanted: readonly string[],
  { client }: Evidence,
): Promise<Judgement> {
  const missing = wanted.filter((scope) => !stored.includes(scope));
  const others = stored.filter((scope) => !wanted.includes(scope));
  const seen = `Scope is ${list(stored)}.`;
  if (missing.length === 0 && others.length === 0) {
    return ok(seen);
  }
  const reading = others.length === 0 ? undefined : await client();
  const allowed = reading?.kind === "read" ? (reading.value.AllowedOAuthScopes ?? []) : wanted;
  const refused = others.filter((scope) => !allowed.includes(scope));
  if (refused.length > 0) {
    return fail("scope-not-allowed", `${seen} The app client does not allow ${list(refused)}.`);
  }
  return missing.length > 0
    ? fail("scope-missing", `${seen} The skill also needs ${list(missing)}.`)
    : fail("settings-differ", `${seen} The skill does not need ${list(others)}.`);
}

function judgeOthers(fields: readonly FieldDifference[]): Judgement {
  const differing = fields.filter(({ field, kind }) => !OWN_CHECKS.includes(field) && /^(add|change)$/.test(kind));
  const seen = differing.map(
    ({ field, stored, wanted }) => `${field} is ${shown(stored)}; it should be ${shown(wanted)}.`,
  );
  return seen.length === 0 ? ok("No difference can be seen.") : fail("settings-differ", seen.join(" "));
}

const shown = (value: unknown): string => (value === undefined ? "not there" : JSON.stringify(value).slice(0, 200));

/** The skill that the finding is about, where there are several. */
const named = (skillId: string, { accountLinking }: Evidence, judgement: Judgement): Judgement =>
  accountLinking.skill_ids.length > 1 ? { ...judgement, seen: `${skillId}: ${judgement.seen}` } : judgement;

const notAsked = ({ accountLinking, props }: Evidence): Judgement =>
  accountLinking.skill_ids.length === 0 && props.smapi !== undefined
    ? skip("There is no skill yet: alexa.skillIds in environments.ts is empty.")
    : skip(props.skipped?.smapi ?? "SMAPI is not asked.");
