/** What a stack expects to exist at AWS, made in the emulator. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { EnvironmentProps } from "../../../constructs";
import { cognitoClient } from "../../../local/aws/aws-access";
import type { Emulator } from "../../../local/aws/emulator/emulator";
import { startEmulator } from "../../../local/aws/emulator/emulator";
import { existingIds, makeExisting, readExisting } from "../../../local/aws/existing-pool";
import { minimalEnvironment, textToken, withValue } from "../../constructs/example-environment";
import { synthesizeTexts, temporaryFolder } from "../../constructs/synthesize";

const POOL = "us-east-1_Abc123xyz";
const CLIENT = "1h57kf5cpq17m0eml12EXAMPLE";
const REDIRECT_URIS = ["pitangui.amazon.com", "layla.amazon.com", "alexa.amazon.co.jp"].map(
  (host) => `https://${host}/api/skill/link/M1EXAMPLE0DEV`,
);

/** The environment with an existing pool, and with further properties. */
const existing = (values: Readonly<Record<string, unknown>> = {}): EnvironmentProps =>
  Object.entries({ "userPool.existing": { id: POOL }, ...values }).reduce<EnvironmentProps>(
    (props, [path, value]) => withValue(path, value, props),
    minimalEnvironment(),
  );

function read(props: EnvironmentProps): ReturnType<typeof readExisting> {
  const folder = temporaryFolder();
  const [text = ""] = Object.values(synthesizeTexts([props]));
  mkdirSync(join(folder, "stack"));
  writeFileSync(join(folder, "stack", "cdk.tf.json"), text);
  return readExisting({ folder: join(folder, "stack"), name: "dev" });
}

describe("a stack", () => {
  test("that makes its own pool expects nothing", () => {
    expect(read(minimalEnvironment())).toBeUndefined();
    expect(existingIds(undefined)).toEqual([]);
  });

  test("with a pool that exists expects the pool, and makes domain and client", () => {
    expect(read(existing())).toEqual({ poolId: POOL });
  });

  test("may expect the domain and the client, too", () => {
    const values = { domain: { existing: { host: "login.example.com" } }, client: { existing: { id: CLIENT } } };

    expect(read(existing(values))).toEqual({
      poolId: POOL,
      host: "login.example.com",
      client: { id: CLIENT, redirect_uris: REDIRECT_URIS, scopes: ["openid", "profile"] },
    });
  });

  test("whose expectations only Terraform knows is refused in words", () => {
    expect(() => read(existing({ "userPool.existing": { id: textToken() } }))).toThrow(
      /environment dev cannot be made on this machine: .* only Terraform knows/,
    );
  });
});

describe("in the emulator", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({
      root: join(__dirname, "../../.."),
      folder: temporaryFolder(),
      existingIds: [POOL, CLIENT],
    });
  });
  afterAll(() => emulator?.stop());

  test("the pool, its custom domain and the client have the ids, hosts and URIs that the stack names", async () => {
    const api = cognitoClient(emulator.access);
    await makeExisting(emulator.access, {
      poolId: POOL,
      host: "login.example.com",
      client: { id: CLIENT, redirect_uris: REDIRECT_URIS, scopes: ["openid"] },
    });

    const { UserPool } = await api.send(new DescribeUserPoolCommand({ UserPoolId: POOL }));
    expect(UserPool).toMatchObject({
      Id: POOL,
      Arn: expect.stringMatching(`userpool/${POOL}$`),
      CustomDomain: "login.example.com",
    });
    expect(UserPool?.Domain).toBeUndefined();
    const { DomainDescription } = await api.send(new DescribeUserPoolDomainCommand({ Domain: "login.example.com" }));
    expect(DomainDescription?.CustomDomainConfig?.CertificateArn).toMatch(/^arn:aws:acm:us-east-1:/);
    const { UserPoolClient } = await api.send(
      new DescribeUserPoolClientCommand({ UserPoolId: POOL, ClientId: CLIENT }),
    );
    expect(UserPoolClient).toMatchObject({ CallbackURLs: REDIRECT_URIS, ClientSecret: expect.stringMatching(/./) });
  });

  test("no other name becomes an id", async () => {
    const api = cognitoClient(emulator.access);
    const { UserPool } = await api.send(new CreateUserPoolCommand({ PoolName: "us-east-1_Other" }));
    const { UserPoolClient } = await api.send(
      new CreateUserPoolClientCommand({ UserPoolId: UserPool?.Id, ClientName: "other" }),
    );

    expect(UserPool?.Id).not.toBe("us-east-1_Other");
    expect(UserPoolClient?.ClientId).not.toBe("other");
  });
});
