/**
 * The example environment with every way to sign in, as Terraform sees it: valid, applied on an emulator of AWS, linked
 * through by a provider and by a code, planned again without a change, and destroyed.
 */
import { join } from "node:path";
import {
  CognitoIdentityProviderClient,
  CreateManagedLoginBrandingCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CreateAliasCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { App } from "cdktf";
import { zipSync } from "fflate";
import { buildSkillZip } from "../../build/bundle/skill-zip";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { environments } from "../../examples/everything/environments";
import { HeadlessBrowser } from "../../local/alexa/headless-browser";
import { askEmulator } from "../../local/aws/aws-access";
import { PoolTriggers } from "../../local/aws/pool-triggers";
import { keepProviderSecrets, newProviderSecrets } from "../../local/aws/provider-secrets";
import { CognitoDomain } from "../../local/cognito/server";
import { createUser } from "../../local/demo/demo-user";
import { LocalHosts } from "../../local/local-hosts";
import { findTerraform } from "../../terraform/binary";
import { Terraform } from "../../terraform/terraform";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, execute, ROOT, startWorld } from "./world";

jest.setTimeout(5 * 60 * 1000);

interface Plan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: string[] } }[];
}

/** Stands for the function that is made elsewhere, and writes the messages. */
const WRITE_MAIL = `export const handler = async (event) => {
  const { codeParameter, userAttributes } = event.request;
  event.response.emailMessage = "Hello " + userAttributes.given_name + ": " + codeParameter;
  return event;
};`;

describe("the example with every way to sign in", () => {
  const [example] = environments as readonly [EnvironmentProps];
  const hosts = new LocalHosts();
  let world: World;
  let cognito: CognitoIdentityProviderClient;
  let lambda: LambdaClient;
  let triggers: PoolTriggers;
  let domain: CognitoDomain;
  let terraform: Terraform;
  let accountLinking: AccountLinking;
  let poolId = "";
  let env: World["env"];
  const folder = () => join(world.folder, "cdktf.out/stacks/prod");
  const access = () => ({ ...world.emulator.access, region: example.region });

  beforeAll(async () => {
    world = await startWorld();
    cognito = new CognitoIdentityProviderClient(access());
    lambda = new LambdaClient(access());
    triggers = new PoolTriggers({ access: access(), folder: world.folder, check: () => {} });
  });
  afterAll(async () => {
    await domain?.stop();
    await triggers?.stop();
    cognito?.destroy();
    lambda?.destroy();
    await world?.end();
  });

  /** What a shop that writes this has already: the zone of its domain, and the function that writes its messages. */
  async function makeWhatExists(): Promise<string> {
    const { body, headers } = await askEmulator(access(), "route53", {
      method: "POST",
      path: "/2013-04-01/hostedzone",
      headers: { "content-type": "text/xml" },
      body: '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>example.com</Name><CallerReference>it</CallerReference></CreateHostedZoneRequest>',
    });
    const role = "Action=CreateRole&Version=2010-05-08&RoleName=mail&AssumeRolePolicyDocument=";
    const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
    await askEmulator(access(), "iam", {
      method: "POST",
      path: "/",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: role + encodeURIComponent(JSON.stringify({ Version: "2012-10-17", Statement: [trust] })),
    });
    const FunctionName = "write-mail";
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: "arn:aws:iam::123456789012:role/mail",
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Timeout: 4,
        Publish: true,
        Code: { ZipFile: zipSync({ "index.mjs": Buffer.from(WRITE_MAIL) }) },
      }),
    );
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    return /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(`${body} ${JSON.stringify(headers)}`)?.[1] ?? "";
  }

  async function synthesize(hostedZoneId: string): Promise<void> {
    const zip = join(world.folder, "claims.zip");
    await buildSkillZip({ root: ROOT, entry: "examples/everything/claims.ts", outfile: zip });
    const { triggers: functions, ...userPool } = example.userPool ?? {};
    const app = new App({ outdir: join(world.folder, "cdktf.out"), stackTraces: false });
    const props: EnvironmentProps = {
      ...example,
      // Where the state and the function's zip are is another matter here, the emulator gives a zone its own id, and all of
      // it is to be destroyed.
      state: { type: "local", path: "../../../everything.tfstate" },
      domain: { ...example.domain, hostedZoneId },
      userPool: {
        ...userPool,
        deletionProtection: false,
        triggers: { ...functions, preTokenGeneration: { ...functions?.preTokenGeneration, zip } },
      },
    };
    for (const environment of parseEnvironments([props])) {
      new SkillStack(app, "prod", {
        environment,
        bundle: readSkillBundle(join(ROOT, "module/skill.zip")),
        joinAccountsBundle: readSkillBundle(join(ROOT, "module/join-accounts.zip")),
      });
    }
    app.synth();
    adaptToEmulator(folder());
  }

  async function changes(): Promise<Readonly<Record<string, string>>> {
    const planFile = join(folder(), "it.plan");
    await terraform.plan({ out: planFile });
    const { resource_changes = [] } = (await terraform.show(planFile)) as Plan;
    const found = resource_changes.map(({ address, change }) => [address, change.actions.join()]);
    return Object.fromEntries(found.filter(([, actions]) => !["no-op", "read"].includes(actions ?? "")));
  }

  /** What Alexa's client gets of somebody who goes through the pages. */
  async function link(provider: string, email: string): Promise<Readonly<Record<string, unknown>>> {
    const { authorization_uri, client_id, client_secret, redirect_uris, scopes } = accountLinking;
    const [redirect_uri = ""] = redirect_uris;
    const asked = { response_type: "code", client_id, redirect_uri, scope: scopes.join(" "), state: "state" };
    const answers = { person: "other", firstName: "Grace", email, verified: "yes" };
    const browser = new HeadlessBrowser({ hosts });
    const end = await browser.signIn(`${authorization_uri}?${new URLSearchParams(asked)}`, { provider, answers });
    const back = new URLSearchParams(
      end.kind === "redirected" ? new URL(end.url).search : { error: JSON.stringify(end) },
    );
    if (!back.has("code")) {
      return Object.fromEntries(back);
    }
    const form = {
      grant_type: "authorization_code",
      code: back.get("code") ?? "",
      redirect_uri,
      client_id,
      client_secret,
    };
    const { body } = await post(accountLinking.access_token_uri, form);
    const claims = String(body.access_token).split(".")[1] ?? "";
    const headers = { authorization: `Bearer ${body.access_token}` };
    const profile = await (await fetch(hosts.toLocal(accountLinking.user_info_uri), { headers })).json();
    return { ...JSON.parse(Buffer.from(claims, "base64url").toString("utf8")), ...(profile as object) };
  }

  async function post(url: string, form: Readonly<Record<string, string>>) {
    const response = await fetch(hosts.toLocal(url), { method: "POST", body: new URLSearchParams(form) });
    return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
  }

  story("goes the whole way", (step) => {
    step("is valid", async () => {
      await synthesize(await makeWhatExists());
      const secrets = newProviderSecrets(folder());
      await keepProviderSecrets(access(), secrets);
      const binary = await findTerraform();
      env = { ...world.env, ...secrets.variables };
      terraform = new Terraform({ binary, folder: folder(), env });
      await terraform.init();
      const validation = await execute(binary.path, [`-chdir=${folder()}`, "validate", "-json"], env);
      expect(JSON.parse(validation.stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    });

    step("is made in one apply", async () => {
      const made = await changes();
      expect(new Set(Object.values(made))).toEqual(new Set(["create"]));
      expect(Object.keys(made)).toEqual(
        expect.arrayContaining([
          "aws_acm_certificate.certificate",
          ...Object.keys(example.identityProviders ?? {}).map(
            (name) => `aws_cognito_identity_provider.identity_provider["${name}"]`,
          ),
          "aws_cognito_user_pool.user_pool",
          "aws_cognito_user_pool_domain.domain_custom",
          'aws_lambda_function.trigger["preTokenGeneration"]',
          'aws_cognito_user_pool_client.client["portal"]',
        ]),
      );
      await terraform.apply(join(folder(), "it.plan"));
      accountLinking = (await terraform.output()).account_linking as AccountLinking;
      poolId = accountLinking.issuer.split("/").at(-1) ?? "";
    });

    step("planned again, nothing changes", async () => {
      expect(await changes()).toEqual({});
    });

    step("its pages stand where Alexa sends people, with a look of the client's", async () => {
      // As the branding that the example names is made: by hand, for the client.
      const branding = { UserPoolId: poolId, ClientId: accountLinking.client_id, UseCognitoProvidedValues: true };
      await cognito.send(new CreateManagedLoginBrandingCommand(branding));
      domain = await CognitoDomain.start({ ...access(), hosts, triggers });
      for (const uri of [accountLinking.authorization_uri, accountLinking.issuer]) {
        await domain.serve(new URL(uri).host);
      }
      expect(new URL(accountLinking.authorization_uri).host).toBe("login.example.com");
      const { providers } = await domain.signInsOf(poolId, accountLinking.client_id);
      expect(providers).toEqual(
        expect.arrayContaining(["Corp", "Facebook", "Google", "LoginWithAmazon", "SignInWithApple"]),
      );
    });

    step("links by Google: at the second attempt as the user who has a password and the same address", async () => {
      const email = "grace@example.com";
      const user = await createUser(access(), poolId, { email, givenName: "Grace" });
      expect(user.username).toBe(email);
      const first = await link("Google", email);
      expect(first.error_description).toContain("Already found an entry with this address, and joined it");
      const claims = await link("Google", email);
      expect(claims).toMatchObject({ email, given_name: "Grace", client_id: accountLinking.client_id });
      expect(claims.username).not.toMatch(/^Google_/);
      expect((await link("Google", email)).sub).toBe(claims.sub);
    });

    step("links by each of the others, with an account of its own", async () => {
      for (const provider of ["LoginWithAmazon", "SignInWithApple", "Facebook", "Corp"]) {
        const claims = await link(provider, `${provider.toLowerCase()}@example.com`);
        expect([provider, claims]).toEqual([
          provider,
          expect.objectContaining({ given_name: expect.stringMatching(/^Grace/) }),
        ]);
        expect(String(claims.username)).toMatch(new RegExp(`^${provider}_`));
      }
    });

    step("is destroyed, with nothing left", async () => {
      await terraform.destroy();
      expect(await terraform.stateList()).toEqual([]);
    });
  });
});
