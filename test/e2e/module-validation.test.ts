/**
 * What Terraform refuses is what `cdktf synth` refuses: the module's conditions against the project's own check of the
 * same values. Variables alone need no provider, so that a plan takes a tenth of a second.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import { alexaRedirectUris } from "../../constructs";
import type { EnvironmentRule } from "../../constructs/environment/environment-rule";
import { environmentRules } from "../../constructs/environment/rules";
import { ruleExpressions } from "../../constructs/module/environment-of-variables";
import { isRefusedHere, ModuleConditions } from "./module-conditions";
import { GOOD, moduleLeaves } from "./module-samples";
import { TRIGGER_CASES } from "./module-trigger-cases";
import {
  CLIENT_CASES,
  DOMAIN_CASES,
  FUNCTION_CASES,
  IDENTITY,
  POOL,
  PROVIDER_CASES,
  SENDER,
  USER_POOL_CASES,
} from "./module-validation-cases";
import { environmentWith, inTerraform } from "./module-values";

jest.setTimeout(15 * 60 * 1000);

describe("the module's conditions", () => {
  const leaves = moduleLeaves();
  let folder: string;
  let conditions: ModuleConditions;

  beforeAll(async () => {
    folder = makeTemporaryFolder("module variables");
    conditions = await ModuleConditions.start(folder);
  });
  afterAll(() => removeFolder(folder));

  test("refuse each value that cdktf synth refuses, and take each that it takes", async () => {
    const rounds = Math.max(...leaves.map(({ samples }) => samples.length));
    /** Path, value, and what Terraform does with it. */
    const differences: unknown[] = [];
    const refusals = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const tried = leaves.filter(({ samples }) => round < samples.length);
      const values = tried.map(({ path, samples }) => [path, samples[round]] as const);
      const good = Object.entries(GOOD);
      // The messages of all others begin with the name: while that is wrong, Terraform says nothing else.
      const names = values.filter(([path]) => path === "name");
      const refused = [
        ...(await conditions.refused(new Map([...good, ...values.filter(([path]) => path !== "name")]))),
        ...(names.length === 0 ? [] : await conditions.refused(new Map([...good, ...names]))),
      ];
      for (const path of refused) {
        refusals.add(path);
      }
      differences.push(
        ...tried
          .filter((leaf) => isRefusedHere(leaf.field, leaf.samples[round], leaf.path) !== refused.includes(leaf.path))
          .map(({ path, samples }) => [path, samples[round], refused.includes(path) ? "refused" : "taken"]),
      );
    }

    expect(differences).toEqual([]);
    const checked = leaves.filter(({ field }) => field.kind !== "flag").map(({ path }) => path);
    expect([...refusals].sort()).toEqual(checked.sort());
  });

  test("decide about values that belong together as cdktf synth does", async () => {
    const signIns = [
      ["email"],
      ["phone"],
      ["username"],
      ["email", "phone"],
      ["username", "email"],
      ["username", "phone"],
    ];
    const recoveries = [
      ["verified_email"],
      ["verified_phone_number"],
      ["admin_only"],
      ["verified_email", "verified_phone_number"],
      ["admin_only", "verified_email"],
    ];
    const cases = [
      ...signIns.flatMap((signIn) => recoveries.map((accountRecovery) => ({ userPool: { signIn, accountRecovery } }))),
      ...[["openid"], ["profile"], ["profile", "openid"]].map((scopes) => ({ alexa: { scopes } })),
      ...[[], ...alexaRedirectUris("M1EXAMPLE0DEV").map((uri) => [uri]), alexaRedirectUris("M2EXAMPLE0DEV")].map(
        (additionalRedirectUris) => ({ alexa: { additionalRedirectUris } }),
      ),
      ...[
        { sesIdentityArn: IDENTITY },
        { from: SENDER },
        { replyTo: SENDER },
        { sesIdentityArn: IDENTITY, from: SENDER },
      ].map((email) => ({ userPool: { email } })),
      ...[["openid"], ["openid", "profile"], ["profile"]].map((requiredScopes) => ({ alexa: { requiredScopes } })),
      ...["custom", "smart-home", "both"].map((kind) => ({ alexa: { kind } })),
      ...[10, 3800, 4000].map((length) => ({ variables: { TEXT: "x".repeat(length) } })),
      ...[POOL, { userPool: {} }].flatMap((pool) => [
        pool,
        { ...pool, domain: { existing: { host: "login.example.com" } } },
        { ...pool, domain: { prefix: undefined, existing: { host: "login.example.com" } } },
        { ...pool, domain: { prefix: undefined } },
        { ...pool, client: { existing: { id: "a" } } },
        { ...pool, client: { existing: { id: "a" } }, tokens: { idTokenMinutes: 30 } },
        { ...pool, client: { existing: { id: "a" } }, alexa: { signOutUris: ["https://example.com/bye"] } },
        { userPool: { ...pool.userPool, mfa: "required" } },
        { userPool: { ...pool.userPool, passwordPolicy: { minimumLength: 8 } } },
      ]),
      ...FUNCTION_CASES,
      ...CLIENT_CASES,
      ...DOMAIN_CASES,
      ...PROVIDER_CASES,
      ...USER_POOL_CASES,
      ...TRIGGER_CASES,
      ...["LITE", "ESSENTIALS", undefined].flatMap((plan) =>
        [undefined, 0, 1].map((historySize) => ({ userPool: { plan, passwordPolicy: { historySize } } })),
      ),
    ].map(environmentWith);
    const root = join(folder, "rules");
    mkdirSync(root);
    writeFileSync(join(root, "cases.json"), JSON.stringify(cases.map(inTerraform)));
    writeFileSync(
      join(root, "main.tf.json"),
      JSON.stringify({
        output: Object.fromEntries(
          environmentRules.map((rule) => [
            outputOf(rule),
            {
              value: `\${[for case in jsondecode(file("cases.json")) : ${inCase(rule)}]}`,
            },
          ]),
        ),
      }),
    );
    await conditions.terraform(`-chdir=${root}`, "apply", "-auto-approve", "-no-color");
    const outputs = JSON.parse(await conditions.terraform(`-chdir=${root}`, "output", "-json"));

    for (const rule of environmentRules) {
      const decided = outputs[outputOf(rule)].value;
      expect([rule.path, decided]).toEqual([rule.path, cases.map(rule.holds)]);
      expect([rule.path, new Set(decided)]).toEqual([rule.path, new Set([true, false])]);
    }
  });
});

const RULES = ruleExpressions();

const outputOf = ({ path }: EnvironmentRule): string => path.replace(/\W+/g, "_");

/** A rule's expression, about a case instead of the variables. */
const inCase = (rule: EnvironmentRule): string => (RULES.get(rule) ?? "").slice(2, -1).replaceAll("var.", "case.");
