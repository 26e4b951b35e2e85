import type { DeployedFacts } from "../../release/comparison";
import { compareDeployments } from "../../release/comparison";

const CODE = `${"A".repeat(43)}=`;

function deployed(environment: string, more: Partial<DeployedFacts> = {}): DeployedFacts {
  const [vendor, id] = environment === "prod" ? ["M1PRD", "us-east-1_Prod12345"] : ["M1STG", "eu-west-1_Stag12345"];
  return {
    environment,
    function: {
      codeSha256: CODE,
      version: environment === "prod" ? "7" : "41",
      runtime: "nodejs22.x",
      handler: "index.handler",
      memorySize: 256,
      timeout: 7,
      variables: ["ISSUER", "CLIENT_ID"],
    },
    userPool: {
      Id: id,
      Name: `alexa-skill-${environment}`,
      CreationDate: new Date(environment.length),
      EstimatedNumberOfUsers: environment.length,
      MfaConfiguration: "OFF",
      LambdaConfig: { PostConfirmation: `arn:aws:lambda:us-east-1:123456789012:function:confirm-${environment}` },
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: false } },
      SmsConfiguration: { ExternalId: `id-${environment.length}` },
      SchemaAttributes: [
        { Name: "email", Required: true },
        { Name: "name", Required: false },
      ],
    },
    client: {
      ClientId: `client-of-${environment.length}`,
      ClientSecret: `s3cret-${environment}`,
      RefreshTokenValidity: 3650,
      AllowedOAuthScopes: ["openid", "profile"],
      CallbackURLs: [`https://layla.amazon.com/api/skill/link/${vendor}`],
    },
    ...more,
  };
}

const prod = (change: object): DeployedFacts => {
  const facts = deployed("prod");
  return { ...facts, ...change };
};
const withFunction = (change: object): DeployedFacts => prod({ function: { ...deployed("prod").function, ...change } });
const withPool = (change: object): DeployedFacts => prod({ userPool: { ...deployed("prod").userPool, ...change } });
const withClient = (change: object): DeployedFacts => prod({ client: { ...deployed("prod").client, ...change } });
const staging = deployed("staging");

test("two environments that differ in ids, names and version numbers only run the same thing", () => {
  expect(compareDeployments(staging, deployed("prod"))).toEqual({
    sameZip: true,
    differences: [],
    versions: [
      { environment: "staging", version: "41", codeSha256: CODE },
      { environment: "prod", version: "7", codeSha256: CODE },
    ],
  });
});

test("with a release, both have to run its zip", () => {
  const prod = deployed("prod");
  const other = withFunction({ codeSha256: `${"B".repeat(43)}=` });

  expect(compareDeployments(staging, prod).sameAsRelease).toBeUndefined();
  expect(compareDeployments(staging, prod, { codeSha256: CODE }).sameAsRelease).toBe(true);
  expect(compareDeployments(staging, prod, { codeSha256: `${"B".repeat(43)}=` }).sameAsRelease).toBe(false);
  expect(compareDeployments(staging, other, { codeSha256: CODE }).sameAsRelease).toBe(false);
});

test("the order of lists does not count", () => {
  const other = withClient({ AllowedOAuthScopes: ["profile", "openid"] });

  expect(compareDeployments(staging, other).differences).toEqual([]);
});

test.each<[string, DeployedFacts]>([
  ["another zip", withFunction({ codeSha256: `${"B".repeat(43)}=` })],
  ["a second version that gets a part of the requests", withFunction({ routing: { "8": 0.1 } })],
  ["$LATEST, which changes with every upload", withFunction({ version: "$LATEST" })],
])("%s is not the same zip, and is reported", (_, other) => {
  const { sameZip, differences } = compareDeployments(staging, other);

  expect(sameZip).toBe(false);
  expect(differences).toHaveLength(1);
});

test.each<[string, DeployedFacts, string, [string, string]]>([
  ["the time-out", withFunction({ timeout: 3 }), "function.timeout", ["7", "3"]],
  ["a variable", withFunction({ variables: ["ISSUER"] }), "function.variables", ["CLIENT_ID, ISSUER", "ISSUER"]],
  ["multi-factor authentication", withPool({ MfaConfiguration: "ON" }), "userPool.MfaConfiguration", ["OFF", "ON"]],
  [
    "a nested setting",
    withPool({ Policies: { PasswordPolicy: { MinimumLength: 8, RequireSymbols: false } } }),
    "userPool.Policies.PasswordPolicy.MinimumLength",
    ["12", "8"],
  ],
  [
    "one item of a list whose items have names",
    withPool({
      SchemaAttributes: [
        { Name: "name", Required: true },
        { Name: "email", Required: true },
      ],
    }),
    "userPool.SchemaAttributes.name.Required",
    ["false", "true"],
  ],
  [
    "a setting that is missing",
    withClient({ RefreshTokenValidity: undefined }),
    "client.RefreshTokenValidity",
    ["3650", "-"],
  ],
  [
    "a list that is empty",
    withClient({ AllowedOAuthScopes: [] }),
    "client.AllowedOAuthScopes",
    ["openid, profile", "(empty)"],
  ],
  [
    "a trigger that is another environment's",
    withPool({ LambdaConfig: staging.userPool.LambdaConfig }),
    "userPool.LambdaConfig.PostConfirmation",
    [
      "arn:aws:lambda:us-east-1:123456789012:function:confirm-staging",
      "arn:aws:lambda:us-east-1:123456789012:function:confirm-staging",
    ],
  ],
])("a difference in %s is reported, with the zip the same", (_, other, what, values) => {
  expect(compareDeployments(staging, other)).toMatchObject({ sameZip: true, differences: [{ what, values }] });
});

test("no secret is ever shown", () => {
  const pool = { SmsConfiguration: { ExternalId: "s3cret-1", SnsCallerArn: "a" }, ApiKey: "s3cret-2" };
  const client = { ClientSecret: "s3cret-3", ClientSecrets: [{ Value: "s3cret-4" }] };

  expect(JSON.stringify(compareDeployments(staging, prod({ userPool: pool, client })))).not.toContain("s3cret");
});

describe("functions of further regions", () => {
  const inEurope = (facts: DeployedFacts, change: object = {}): DeployedFacts => ({
    ...facts,
    further: { "eu-west-1": { ...facts.function, ...change } },
  });
  const one = inEurope(deployed("dev"));

  test("that run the same are the same, and count for the zip", () => {
    expect(compareDeployments(one, inEurope(prod({})))).toMatchObject({ sameZip: true, differences: [] });
    const other = inEurope(prod({}), { codeSha256: "other" });
    expect(compareDeployments(one, other, { codeSha256: one.function.codeSha256 })).toMatchObject({
      sameZip: false,
      sameAsRelease: false,
      differences: [{ what: "functionRegions.eu-west-1.codeSha256" }],
    });
  });

  test("that get a part of the requests by another version run more than the zip", () => {
    expect(compareDeployments(one, inEurope(prod({}), { routing: { "3": 0.1 } })).sameZip).toBe(false);
  });

  test("that are made elsewhere are in no release", () => {
    const theirs = inEurope(prod({}), { codeSha256: "theirs", isExisting: true });
    expect(compareDeployments(theirs, theirs, { codeSha256: theirs.function.codeSha256 }).sameAsRelease).toBe(true);
  });
});
