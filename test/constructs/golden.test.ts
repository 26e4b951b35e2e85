/**
 * What an environment with everything synthesizes to, byte for byte, and the addresses of the resources. Of examples,
 * and not of environments.ts, which is there to be edited.
 *
 * A wanted change of the configuration: `UPDATE_GOLDEN=1 npm test -- unit test/constructs`, then read the diff. That
 * also takes new addresses; one that changed or disappeared needs UPDATE_ADDRESSES=1 in addition.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { EnvironmentProps } from "../../constructs";
import { parseEnvironments } from "../../constructs";
import { environments } from "../../environments";
import { everyFunctionSetting, minimalEnvironment } from "./example-environment";
import type { StackJson } from "./synthesize";
import { addressesOf, fakeBundle, resourceAt, synthesize, synthesizeTexts, temporaryFolder } from "./synthesize";

const PROJECT = join(__dirname, "../..");
const GOLDEN = join(__dirname, "golden");
const ADDRESSES = join(GOLDEN, "addresses.json");
const UPDATE_GOLDEN = process.env.UPDATE_GOLDEN === "1";
const UPDATE_ADDRESSES = process.env.UPDATE_ADDRESSES === "1";

/** Everything that adds a resource or a block. The fixtures of test/review are plans of this stack, but for the phone. */
const everything: EnvironmentProps = {
  name: "staging",
  region: "us-east-1",
  accountId: "123456789012",
  state: { type: "s3", bucket: "example-terraform-state" },
  domain: { prefix: "example-alexa-skill-staging" },
  alexa: {
    vendorId: "M1EXAMPLE0STG",
    skillIds: ["amzn1.ask.skill.22222222-2222-4222-8222-222222222222"],
    signOutUris: ["https://example.com/signed-out"],
  },
  userPool: { signIn: ["phone"], accountRecovery: ["verified_phone_number"] },
};

/** What stands in the pool beside Alexa's client. */
const further: EnvironmentProps = {
  ...minimalEnvironment(),
  alexa: {
    vendorId: "M1EXAMPLE0DEV",
    skillIds: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
    kind: "both",
  },
  clients: { batch: { type: "client_credentials", scopes: ["orders/read"] } },
  resourceServers: { orders: { scopes: { read: "Read orders" } } },
  groups: { editors: {} },
  memory: { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555" },
  identityProviders: { Google: { type: "Google", clientId: "google" } },
  userPool: {
    plan: "PLUS",
    threatProtection: "audit",
    triggers: { customMessage: { zip: "module/skill.zip", policies: { read: "arn:aws:iam::aws:policy/Read" } } },
    joinAccounts: { Google: {} },
  },
  protection: {
    webAclArn: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/guard/11111111-1111-4111-8111-111111111111",
    riskRules: { compromisedCredentials: "BLOCK" },
  },
};

/** What a function can be given, with a canary in the place of started functions: AWS refuses both at once. */
const { provisionedConcurrency: _, ...settings } = everyFunctionSetting();
const sharing: EnvironmentProps = {
  ...minimalEnvironment(),
  function: { ...settings, canary: { formerVersion: 41, percent: 10 } },
};

/** Byte for byte, by the golden file's name. */
const golden: Readonly<Record<string, string>> = {
  stack: textOf(everything),
  canary: textOf(sharing),
};
const examples: Readonly<Record<string, StackJson>> = {
  everything: JSON.parse(textOf(everything)),
  minimal: synthesize(minimalEnvironment()),
  further: synthesize(further),
  canary: JSON.parse(textOf(sharing)),
};

/** Those of environments.ts, whatever they are. */
const texts = synthesizeTexts(environments);
const stacks: Readonly<Record<string, StackJson>> = Object.fromEntries(
  Object.entries(texts).map(([name, it]) => [name, JSON.parse(it)]),
);

test.each(Object.entries(golden))("the synthesized configuration is the one that was reviewed: %s", (name, text) => {
  const fresh = `${text.trimEnd()}\n`;
  const file = join(GOLDEN, `${name}.tf.json`);
  if (UPDATE_GOLDEN) {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(file, fresh);
  }
  const reviewed = readFileSync(file, "utf8");

  expect(JSON.parse(fresh)).toEqual(JSON.parse(reviewed)); // first, for its readable difference
  expect(fresh).toBe(reviewed);
});

function textOf(props: EnvironmentProps): string {
  const [text = ""] = Object.values(synthesizeTexts([props]));
  return text;
}

describe("addresses", () => {
  const fresh = Object.fromEntries(Object.entries(examples).map(([name, json]) => [name, addressesOf(json)]));

  test("are those that are in everybody's state", () => {
    const locked: Record<string, string[]> = existsSync(ADDRESSES) ? JSON.parse(readFileSync(ADDRESSES, "utf8")) : {};
    const gone = Object.entries(locked).flatMap(([name, addresses]) =>
      addresses.filter((address) => !(fresh[name] ?? []).includes(address)).map((address) => `${name}: ${address}`),
    );
    if (gone.length > 0 && !UPDATE_ADDRESSES) {
      throw new Error(danger(gone));
    }

    if (UPDATE_GOLDEN || UPDATE_ADDRESSES) {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(ADDRESSES, `${JSON.stringify(fresh, null, 2)}\n`);
    } else {
      expect(fresh).toEqual(locked);
    }
  });

  test("a removed address is refused in words that say what it destroys", () => {
    expect(danger(["everything: aws_cognito_user_pool.user_pool"])).toMatch(
      /everything: aws_cognito_user_pool\.user_pool/,
    );
    expect(danger([])).toMatch(/destroys.*moveFromId.*UPDATE_ADDRESSES=1/s);
  });

  test.each(Object.keys(examples))("of the example %s carry no hash of CDKTF's", (name) => {
    for (const address of fresh[name] ?? []) {
      expect(address).not.toMatch(/_[0-9A-F]{8}$/);
    }
  });

  test("of each environment are among these", () => {
    const known = Object.values(fresh).flat();
    expect(
      Object.values(stacks)
        .flatMap(addressesOf)
        .filter((address) => !known.includes(address)),
    ).toEqual([]);
  });
});

function danger(gone: readonly string[]): string {
  return `These addresses are in people's Terraform state and no longer in the configuration:

${gone.map((address) => `  ${address}`).join("\n")}

The next apply destroys the resource behind each of them and creates a new, empty one: for the user pool every account
is lost, for the app client every Alexa link. If a construct was renamed or moved, keep the old id, or add moveFromId
with the old address in the same change, which makes Terraform move the state instead. When the resource is really
meant to go, or a moved block is in place, run the test once with UPDATE_ADDRESSES=1.`;
}

describe("what must not be lost", () => {
  const guarded = [
    "aws_cognito_user_pool.user_pool",
    "aws_cognito_user_pool_client.alexa",
    "aws_cognito_user_pool_domain.domain",
  ];

  test.each(parseEnvironments(environments).map(({ name, userPool }) => [name, userPool.deletionProtection] as const))(
    "of %s cannot be destroyed if deletion protection (%j) is on, and can if it is off",
    (name, isProtected) => {
      for (const address of guarded) {
        expect(resourceAt(stacks[name] as StackJson, address).lifecycle?.prevent_destroy ?? false).toBe(isProtected);
      }
      const { deletion_protection } = resourceAt(stacks[name] as StackJson, "aws_cognito_user_pool.user_pool");
      expect(deletion_protection).toBe(isProtected ? "ACTIVE" : "INACTIVE");
    },
  );
});

describe("determinism", () => {
  test("another folder, time zone, language, home and other variables give the same bytes", async () => {
    const { path: zip } = fakeBundle();
    const [here, there] = await Promise.all([
      synthesizeInChild(zip, temporaryFolder(), { TZ: "UTC", LANG: "C" }),
      synthesizeInChild(zip, temporaryFolder("a path with spaces "), {
        TZ: "Pacific/Kiritimati",
        LANG: "de_DE.UTF-8",
        HOME: "/nonexistent",
        CI: "true",
        AWS_REGION: "eu-west-1",
        AWS_PROFILE: "somebody",
        AWS_ENDPOINT_URL: "http://localhost:5000",
        NODE_ENV: "production",
      }),
    ]);

    expect(here).toEqual(texts);
    expect(there).toEqual(texts);
  }, 30_000);

  test("environments do not depend on the ones beside them", () => {
    for (const environment of environments) {
      expect(synthesizeTexts([environment])[environment.name]).toBe(texts[environment.name]);
    }
  });

  // The text may differ with the order of a list. Guaranteed is what Terraform makes of it: the same addresses, and
  // sets with the same members where Cognito and Lambda know no order.
  test("skills, scopes and URIs in another order are the same resources with the same members", () => {
    const lists = {
      skillIds: [1, 2].map((digit) => `amzn1.ask.skill.${digit}1111111-1111-4111-8111-111111111111`),
      scopes: ["openid", "profile", "email"] as const,
      signOutUris: ["https://example.com/a", "https://example.com/b"],
    };
    const base = minimalEnvironment();
    const one = synthesize({ ...base, alexa: { ...base.alexa, ...lists } });
    const two = synthesize({
      ...base,
      alexa: {
        ...base.alexa,
        skillIds: lists.skillIds.toReversed(),
        scopes: lists.scopes.toReversed(),
        signOutUris: lists.signOutUris.toReversed(),
      },
    });

    expect(addressesOf(two)).toEqual(addressesOf(one));
    for (const list of ["callback_urls", "logout_urls", "allowed_oauth_scopes"]) {
      const [members, others] = [one, two].map((json) => resourceAt(json, "aws_cognito_user_pool_client.alexa")[list]);
      expect(others.toSorted()).toEqual(members.toSorted());
    }
    for (const json of [one, two]) {
      expect(resourceAt(json, "aws_lambda_permission.skill_alexa").for_each).toMatch(/^\$\{toset\(/);
    }
  });
});

async function synthesizeInChild(
  zip: string,
  folder: string,
  variables: NodeJS.ProcessEnv,
): Promise<Record<string, string>> {
  const run = [join(PROJECT, "build/run.cjs"), "test/constructs/synthesize-in-child.ts", zip, folder];
  await promisify(execFile)(process.execPath, run, { cwd: folder, env: { PATH: process.env.PATH, ...variables } });
  return Object.fromEntries(
    environments.map(({ name }) => [name, readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8")]),
  );
}
