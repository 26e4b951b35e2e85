/**
 * A pool with everything that stands beside Alexa's client, on an emulator of AWS with real Terraform: applied, planned
 * again, and changed. What the emulator lacks is tested by its configuration alone, in test/constructs.
 */
import { join } from "node:path";
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  GetGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { askEmulator } from "../../local/aws/aws-access";
import { dev } from "./environments";
import { planFileIn, plannedChanges } from "./planned-changes";
import { story } from "./story";
import type { World } from "./world";
import { startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

const API = "https://api.example.com";
const SES = "arn:aws:ses:us-east-1:123456789012:identity/example.com";

const everything: EnvironmentProps = {
  ...dev,
  alexa: { ...dev.alexa, scopes: ["openid", "profile", `${API}/read`], requiredScopes: ["openid", `${API}/read`] },
  userPool: {
    ...dev.userPool,
    signIn: ["username", "email", "preferred_username"],
    caseSensitive: true,
    requiredAttributes: ["given_name", "birthdate"],
    customAttributes: {
      level: { type: "Number", minimum: 0, maximum: 100 },
      tenant: { type: "String", maxLength: 64, mutable: false },
      since: { type: "DateTime" },
      trial: { type: "Boolean" },
    },
    plan: "ESSENTIALS",
    mfa: "optional",
    mfaMethods: ["totp", "sms"],
    devices: { remember: "whenAsked", skipSecondFactor: true },
    verificationEmail: { confirmBy: "link", linkSubject: "Your address", linkMessage: "Follow {##this link##}." },
    // There before the codes by e-mail: the AWS provider sets the second factors first.
    email: { sesIdentityArn: SES, from: "codes@example.com" },
    invitation: { subject: "Welcome", message: "You are {username}, your password {####}." },
    smsMessages: {
      verification: "Your code is {####}.",
      secondFactor: "To sign in: {####}.",
      invitation: "You are {username}, your password {####}.",
    },
    customSenders: {
      kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111",
      emailFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:send-emails",
    },
  },
  client: {
    readAttributes: ["given_name", "email", "custom:level"],
    writeAttributes: ["given_name"],
    sessionMinutes: 5,
  },
  clients: {
    web: {
      type: "code",
      secret: true,
      callbackUris: ["https://example.com/callback", "http://localhost:3000/callback"],
      signOutUris: ["https://example.com/"],
      defaultRedirectUri: "https://example.com/callback",
      scopes: ["openid", "email", `${API}/write`],
      readAttributes: ["email"],
      writeAttributes: ["given_name"],
      sessionMinutes: 10,
      refreshTokenMinutes: 480,
    },
    mobile: { type: "code", callbackUris: ["com.example.app://callback"], scopes: ["openid"] },
    batch: { type: "client_credentials", scopes: [`${API}/read`], accessTokenMinutes: 5 },
  },
  resourceServers: { [API]: { name: "Orders", scopes: { read: "Read orders", write: "Change orders" } } },
  groups: { editors: { description: "May write", precedence: 1 }, readers: {} },
};

/** More second factors, threat protection, risk rules and a web ACL. */
const guardedBy = (webAclArn: string): Partial<EnvironmentProps> => ({
  userPool: {
    ...everything.userPool,
    plan: "PLUS",
    threatProtection: "enforced",
    mfaMethods: ["totp", "sms", "email"],
    secondFactorEmail: { subject: "Your code", message: "To sign in: {####}" },
    customSenders: {
      ...everything.userPool?.customSenders,
      smsFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:send-sms",
    },
  },
  protection: {
    webAclArn,
    riskRules: {
      compromisedCredentials: "BLOCK",
      accountTakeover: { high: "MFA_IF_CONFIGURED", sesIdentityArn: SES },
      skippedIpRanges: ["192.0.2.0/24"],
    },
  },
});

describe("everything in a pool", () => {
  let world: World;
  let cognito: CognitoIdentityProviderClient;
  const folder = () => join(world.folder, "cdktf.out/stacks/dev");
  const terraform = () => world.terraform(folder());

  beforeAll(async () => {
    world = await startWorld();
    const { endpoint, credentials, region } = world.emulator.access;
    cognito = new CognitoIdentityProviderClient({ endpoint, credentials, region });
  });
  afterAll(async () => {
    cognito?.destroy();
    await world?.end();
  });

  async function newWebAcl(): Promise<string> {
    const { body } = await askEmulator(world.emulator.access, "wafv2", {
      method: "POST",
      path: "/",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSWAF_20190729.CreateWebACL" },
      body: JSON.stringify({
        Name: "sign-in",
        Scope: "REGIONAL",
        DefaultAction: { Allow: {} },
        VisibilityConfig: { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: "sign-in" },
      }),
    });
    return JSON.parse(Buffer.from(body).toString()).Summary.ARN;
  }

  /** The addresses that a plan changes, of these environments. */
  const planned = (props: EnvironmentProps) => plannedChanges(folder(), terraform(), props);

  const apply = async () => terraform().apply(planFileIn(folder()));

  const reordered: EnvironmentProps = {
    ...everything,
    clients: Object.fromEntries(Object.entries(everything.clients ?? {}).reverse()),
    groups: Object.fromEntries(Object.entries(everything.groups ?? {}).reverse()),
  };

  story("is applied", (step) => {
    let outputs: Record<string, unknown>;

    step("in one apply", async () => {
      const changes = await planned(everything);
      expect(Object.keys(changes)).toEqual(
        expect.arrayContaining([
          'aws_cognito_user_pool_client.client["batch"]',
          'aws_cognito_user_pool_client.client["mobile"]',
          'aws_cognito_user_pool_client.client["web"]',
          `aws_cognito_resource_server.resource_server["${API}"]`,
          'aws_cognito_user_group.group["editors"]',
        ]),
      );
      await apply();
      outputs = await terraform().output();
    });

    step("planned again, also in another order, nothing changes", async () => {
      expect(await planned(reordered)).toEqual({});
    });

    step("the outputs have the ids of all clients and the secrets of those that have one", async () => {
      const { client_ids, client_secrets, account_linking } = outputs as {
        readonly client_ids: Record<string, string>;
        readonly client_secrets: Record<string, string>;
        readonly account_linking: AccountLinking;
      };
      expect(Object.keys(client_ids)).toEqual(["batch", "mobile", "web"]);
      expect(Object.keys(client_secrets)).toEqual(["batch", "web"]);
      expect(Object.values(client_secrets)).not.toContain(account_linking.client_secret);
      expect(account_linking.scopes).toContain(`${API}/read`);
      expect(account_linking.required_scopes).toEqual(["openid", `${API}/read`]);
    });

    step("Cognito has what was written", async () => {
      const { client_ids, account_linking } = outputs as {
        readonly client_ids: Record<string, string>;
        readonly account_linking: AccountLinking;
      };
      const UserPoolId = account_linking.issuer.split("/").at(-1) ?? "";
      const { UserPoolClient: web } = await cognito.send(
        new DescribeUserPoolClientCommand({ UserPoolId, ClientId: client_ids.web }),
      );
      expect(web).toMatchObject({
        ClientName: "alexa-skill-dev-web",
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: expect.arrayContaining(["openid", "email", `${API}/write`]),
        DefaultRedirectURI: "https://example.com/callback",
        RefreshTokenValidity: 480,
        AuthSessionValidity: 10,
        TokenValidityUnits: { RefreshToken: "minutes" },
      });
      const { UserPoolClient: batch } = await cognito.send(
        new DescribeUserPoolClientCommand({ UserPoolId, ClientId: client_ids.batch }),
      );
      expect(batch).toMatchObject({ AllowedOAuthFlows: ["client_credentials"], AccessTokenValidity: 5 });
      const { Group } = await cognito.send(new GetGroupCommand({ UserPoolId, GroupName: "editors" }));
      expect(Group).toMatchObject({ Description: "May write", Precedence: 1 });
    });

    step("gets in place what a security team asks for, while a client goes and takes no other along", async () => {
      const { mobile: _, ...clients } = everything.clients ?? {};
      const guarded = { ...everything, ...guardedBy(await newWebAcl()), clients };
      expect(await planned(guarded)).toEqual({
        "aws_cognito_risk_configuration.protection_risk": "create",
        "aws_cognito_user_pool.user_pool": "update",
        'aws_cognito_user_pool_client.client["mobile"]': "delete",
        "aws_wafv2_web_acl_association.protection_web_acl": "create",
      });
      await apply();
      expect(await planned(guarded)).toEqual({});
      expect(await planned({ ...guarded, protection: { riskRules: { compromisedCredentials: "NO_ACTION" } } })).toEqual(
        {
          "aws_cognito_risk_configuration.protection_risk": "update",
          "aws_wafv2_web_acl_association.protection_web_acl": "delete",
        },
      );
    });
  });
});
