/** The failures: what each changes, and that nothing of it stays. */
import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { settingsOf } from "../../../local/alexa/account-linking-settings";
import { noFaults } from "../../../local/cognito/faults";
import type { Circumstances, FailureRow, Setup } from "../../../local/simulator/failure-row";
import { FailureSwitches } from "../../../local/simulator/failure-switches";
import type { FailureName } from "../../../local/simulator/failures";
import { FAILURE_NAMES, FAILURES, tryIt } from "../../../local/simulator/failures";
import { ACCOUNT_LINKING, VENDOR_ID } from "../../contract/account-linking";
import { CLIENT } from "./deployed";

const SETUP: Setup = { client: CLIENT, form: settingsOf(ACCOUNT_LINKING), faults: noFaults() };
const CIRCUMSTANCES: Circumstances = { accountLinking: ACCOUNT_LINKING, vendorId: VENDOR_ID, region: "EU" };

const put = (name: FailureName, circumstances = CIRCUMSTANCES): Setup =>
  (FAILURES[name] as FailureRow).put(SETUP, circumstances);

describe("a failure", () => {
  test.each(FAILURE_NAMES)("%s changes something, and is described", (name) => {
    const { title, description } = FAILURES[name];
    expect(put(name)).not.toEqual(SETUP);
    for (const text of [title, description]) {
      expect(text).toMatch(/^[A-Z]/);
    }
  });

  test.each([
    ["wrong-secret", { linked: false }, "Then link the account."],
    ["wrong-secret", { linked: true }, "Then disable the skill, and link the account again."],
    ["scope-missing", { linked: false, question: "what now" }, "Then link the account, then say “what now”."],
    [
      "scope-missing",
      { linked: true, question: "what now" },
      "Then disable the skill, and link the account again; then say “what now”.",
    ],
    ["clock-skewed", { linked: false }, "Then link the account, then ask the skill for something that needs the link."],
    ["clock-skewed", { linked: false, hasDevices: true }, "Then link the account, then discover the devices."],
    ["refresh-token-expired", { linked: false }, "Then link the account, and refresh the token."],
    ["refresh-token-expired", { linked: true }, "Then refresh the token."],
  ] as const)("%s says how to meet it as it stands: %j", (name, situation, text) => {
    expect(tryIt(FAILURES[name], situation)).toBe(text);
  });

  test("takes away the redirect URI of the region in which it was switched on", () => {
    expect(put("missing-redirect-uri").client.CallbackURLs).toEqual([
      `https://pitangui.amazon.com/api/skill/link/${VENDOR_ID}`,
      `https://alexa.amazon.co.jp/api/skill/link/${VENDOR_ID}`,
    ]);
  });

  test("leaves at least one scope to a client and to a form that have two", () => {
    expect(put("scope-not-allowed").client.AllowedOAuthScopes).toEqual(["openid"]);
    expect(put("scope-missing").form.scopes).toEqual(["openid"]);
  });
});

describe("the switches", () => {
  function world() {
    const now: { -readonly [K in keyof Setup]: Setup[K] } = { ...SETUP };
    const writes: UserPoolClientType[] = [];
    let refusal: Error | undefined;
    const switches = new FailureSwitches({
      client: {
        read: async () => now.client,
        write: async (client) => {
          if (refusal !== undefined) {
            throw refusal;
          }
          writes.push(client);
          now.client = client;
        },
      },
      form: {
        read: () => now.form,
        write: (form) => {
          now.form = form;
        },
      },
      faults: {
        read: () => now.faults,
        write: (faults) => {
          now.faults = faults;
        },
      },
    });
    const isOn = () =>
      switches
        .states({ linked: false, atProvider: true })
        .filter(({ on }) => on)
        .map(({ name }) => name);
    const refuse = (error?: Error) => {
      refusal = error;
    };
    return { now, switches, isOn, refuse, writes };
  }

  test("can all be on at once, and go off in any order without leaving anything", async () => {
    const { now, switches, isOn } = world();
    for (const name of FAILURE_NAMES) {
      await switches.switchOn(name, CIRCUMSTANCES);
    }
    expect(isOn()).toEqual(FAILURE_NAMES);
    expect(now.faults).toEqual({
      ...noFaults(),
      tokenDelayMs: 5000,
      replaceSecrets: true,
      expireRefreshTokens: true,
      clockSkewSeconds: -7200,
      expireSignInCodes: true,
      wrongRelyingParty: true,
      refuseFederatedSignUps: true,
      joined: new Set(),
      providers: {
        unknownRedirectUri: true,
        replacedSecret: true,
        noAddress: true,
        refusedConsent: true,
        wrongNonce: true,
        rotatedKey: true,
        down: true,
        wrongAudience: true,
        unsignedAssertion: true,
        tokenDelayMs: 8000,
        refusesEmbedded: true,
      },
    });
    for (const name of FAILURE_NAMES) {
      await switches.switchOff(name);
    }
    expect(isOn()).toEqual([]);
    expect(now).toEqual(SETUP);
  });

  test("take what Terraform changed meanwhile as the way things should be", async () => {
    const { now, switches } = world();
    await switches.switchOn("trailing-slash", CIRCUMSTANCES);
    await switches.switchAllOff();
    now.client = { ...CLIENT, ClientName: "renamed" };
    await switches.switchOn("trailing-slash", CIRCUMSTANCES);
    await switches.switchAllOff();
    expect(now.client).toEqual({ ...CLIENT, ClientName: "renamed" });
  });

  test("that are off change nothing when they are switched off", async () => {
    const { switches, writes } = world();
    await switches.switchOff("trailing-slash");
    await switches.switchAllOff();
    expect(writes).toEqual([]);
  });

  test("stay off when the client cannot be changed", async () => {
    const { switches, isOn, refuse } = world();
    refuse(new Error("no emulator"));
    await expect(switches.switchOn("trailing-slash", CIRCUMSTANCES)).rejects.toThrow("no emulator");
    expect(isOn()).toEqual([]);
  });

  test("of identity providers are shown only where there are some", () => {
    const { switches } = world();
    const names = (atProvider?: boolean) => switches.states({ linked: false, atProvider }).map(({ name }) => name);
    expect(names(true)).toEqual(FAILURE_NAMES);
    expect(names().filter((name) => name.startsWith("provider-"))).toEqual([]);
    expect(names()).toContain("wrong-secret");
  });
});
