import type { Smapi } from "../../alexa/smapi/smapi";
import type { HttpAnswer, HttpOutcome } from "../../common/http-outcome";
import { AwsApi } from "../../doctor/aws-api";
import type { CheckResult } from "../../doctor/check";
import type { DoctorProps } from "../../doctor/examine";
import { examine } from "../../doctor/examine";
import { LocalWeb } from "../../doctor/local-web";
import type { Web, WebRequest } from "../../doctor/web";
import { CognitoDomain } from "../../local/cognito/server";
import { LocalHosts } from "../../local/local-hosts";
import { REQUEST } from "../alexa/account-linking/request";
import { ACCOUNT_LINKING, CLIENT_SECRET, FUNCTION_ARN, SKILL_ID } from "../contract/account-linking";
import type { AwsState } from "./aws-stand-in";
import { AwsStandIn } from "./aws-stand-in";

export const POOL_ARN = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_example";

/** What AWS says of a sound deployment. */
export const soundAws = (): AwsState => ({
  managedLoginVersion: 1,
  pool: { Id: "us-east-1_example", Arn: POOL_ARN, Name: "example", Domain: "example" },
  routing: undefined,
  others: {},
  webAcl: undefined,
  client: {
    UserPoolId: "us-east-1_example",
    ClientId: ACCOUNT_LINKING.client_id,
    ClientSecret: CLIENT_SECRET,
    ClientName: "example-alexa",
    CallbackURLs: [...ACCOUNT_LINKING.redirect_uris],
    AllowedOAuthScopes: [...ACCOUNT_LINKING.scopes],
    AllowedOAuthFlows: ["code"],
    AllowedOAuthFlowsUserPoolClient: true,
    AccessTokenValidity: 60,
    RefreshTokenValidity: 3650,
    TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
    EnableTokenRevocation: true,
  },
  function: { FunctionName: "alexa-skill-dev", Runtime: "nodejs22.x", State: "Active", Timeout: 7, Version: "3" },
  policy: { Statement: [admitting(SKILL_ID)] },
  errors: {},
});

export const admitting = (skillId?: string) => ({
  Sid: "alexa",
  Effect: "Allow",
  Principal: { Service: "alexa-appkit.amazon.com" },
  Action: "lambda:InvokeFunction",
  Resource: FUNCTION_ARN,
  ...(skillId !== undefined && { Condition: { StringEquals: { "lambda:EventSourceToken": skillId } } }),
});

/** The settings as SMAPI shows them. */
export const { clientSecret: _, skipOnEnablement: __, ...STORED } = REQUEST;

export const smapiWith = (settings: object | undefined): Pick<Smapi, "readAccountLinking"> => ({
  readAccountLinking: async () => ({ settings: settings as typeof STORED | undefined, eTag: "1" }),
});

/** The project's sign-in server on an AWS that is played, and the real SDK's clients on the same. */
export class World {
  private constructor(
    readonly aws: AwsStandIn,
    readonly domain: CognitoDomain,
    readonly hosts: LocalHosts,
  ) {}

  static async start(): Promise<World> {
    const aws = await AwsStandIn.start(soundAws());
    for (const name of ["AWS_PROFILE", "AWS_SESSION_TOKEN"]) {
      delete process.env[name];
    }
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: "true",
    });
    // As in the simulator: browsers are sent back to a server on this machine.
    const hosts = new LocalHosts({ "layla.amazon.com": "http://127.0.0.1:9" });
    const domain = await CognitoDomain.start({ endpoint: aws.url, region: "us-east-1", credentials, hosts });
    for (const uri of [ACCOUNT_LINKING.authorization_uri, ACCOUNT_LINKING.issuer]) {
      await domain.serve(new URL(uri).host);
    }
    return new World(aws, domain, hosts);
  }

  /** Everything is as it was deployed. */
  reset(): void {
    Object.assign(this.aws.state, soundAws());
    Object.assign(this.domain.faults, { tokenDelayMs: 0, clockSkewSeconds: 0, replaceSecrets: false });
  }

  get web(): LocalWeb {
    return new LocalWeb(this.hosts.all);
  }

  /** @param answers by the beginning of the URL, what comes instead of the servers' own answer */
  webWith(answers: Readonly<Record<string, Partial<HttpAnswer> | HttpOutcome>>, others: Partial<Web> = {}): Web {
    const { web } = this;
    const send = async (request: WebRequest): Promise<HttpOutcome> => {
      const answer = Object.entries(answers).find(([start]) => request.url.startsWith(start))?.[1];
      const blank = { kind: "answer", status: 200, headers: {}, body: "", cookies: [], durationMs: 1 } as const;
      return answer === undefined ? web.send(request) : ({ ...blank, ...answer } as HttpOutcome);
    };
    return { resolve: web.resolve.bind(web), certificate: web.certificate.bind(web), send, ...others };
  }

  async examine(change: Partial<DoctorProps> = {}): Promise<readonly CheckResult[]> {
    const accountLinking = change.accountLinking ?? ACCOUNT_LINKING;
    const aws = new AwsApi({ accountLinking });
    const props = { accountLinking, wanted: REQUEST, web: this.web, aws, smapi: smapiWith(STORED), ...change };
    try {
      return await examine(props);
    } finally {
      aws.close();
    }
  }

  async stop(): Promise<void> {
    await this.domain.stop();
    await this.aws.stop();
  }
}

/** Name and code of what fails. */
export const found = (results: readonly CheckResult[]): string[] =>
  results.filter(({ status }) => status === "fail").map(({ name, code }) => `${name}: ${code}`);

/** Everything that fails, warns or is unknown: `fail token-secret: wrong-secret`. */
export const notable = (results: readonly CheckResult[]): string[] =>
  results
    .filter(({ status }) => status !== "ok" && status !== "skip")
    .map(({ status, name, code }) => `${status} ${name}${code === undefined ? "" : `: ${code}`}`);

export function resultOf(results: readonly CheckResult[], name: string): CheckResult {
  const result = results.find((it) => it.name === name);
  if (result === undefined) {
    throw new Error(`there is no check ${name}`);
  }
  return result;
}
