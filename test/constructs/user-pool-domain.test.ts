import { TerraformOutput } from "cdktf";
import { UserPool, UserPoolDomain } from "../../constructs";
import { minimalEnvironment, parse, withValue } from "./example-environment";
import type { StackJson } from "./synthesize";
import { resourceAt, synthesizeConstruct } from "./synthesize";

const ADDRESS = "aws_cognito_user_pool_domain.domain";

function domainWith({ preventDestroy = false } = {}) {
  const { domain: settings, userPool } = parse(minimalEnvironment());
  const json = synthesizeConstruct((stack) => {
    const pool = new UserPool(stack, "user_pool", {
      name: "quiz-dev",
      region: "eu-west-1",
      accountId: "123456789012",
      settings: userPool,
    });
    const domain = new UserPoolDomain(stack, "domain", {
      userPool: pool,
      region: "eu-west-1",
      settings,
      preventDestroy,
    });
    for (const name of ["authorizationUri", "accessTokenUri", "userInfoUri"] as const) {
      new TerraformOutput(stack, name, { value: domain[name], staticId: true });
    }
  });
  const uris = Object.fromEntries(Object.entries(json.output).map(([name, { value }]) => [name, value]));
  return { resource: resourceAt(json, ADDRESS), uris };
}

test("the domain is the pool's, with the environment's prefix", () => {
  expect(domainWith().resource).toMatchObject({
    domain: "example-skill-dev",
    user_pool_id: `\${aws_cognito_user_pool.user_pool.id}`,
  });
});

test("the endpoints lie under the domain in its region, and wait for it to exist", () => {
  const base = `https://\${aws_cognito_user_pool_domain.domain.domain}.auth.eu-west-1.amazoncognito.com`;

  expect(domainWith().uris).toEqual({
    authorizationUri: `${base}/oauth2/authorize`,
    accessTokenUri: `${base}/oauth2/token`,
    userInfoUri: `${base}/oauth2/userInfo`,
  });
});

test("the domain is kept from being destroyed where that is asked for", () => {
  expect(domainWith({ preventDestroy: true }).resource.lifecycle).toEqual({ prevent_destroy: true });
  expect(domainWith().resource.lifecycle).toBeUndefined();
});

describe("of a pool that exists", () => {
  function existing(domain: object): StackJson {
    const { domain: settings, userPool: pool } = parse(
      withValue("domain", domain, withValue("userPool.existing", { id: "eu-west-1_Abc123xyz" })),
    );
    return synthesizeConstruct((stack) => {
      const userPool = new UserPool(stack, "user_pool", {
        name: "quiz-dev",
        region: "eu-west-1",
        accountId: "123456789012",
        settings: pool,
      });
      const { host } = new UserPoolDomain(stack, "domain", {
        userPool,
        region: "eu-west-1",
        settings,
        preventDestroy: true,
      });
      new TerraformOutput(stack, "host", { value: host, staticId: true });
    });
  }
  const conditionsOf = ({ data }: StackJson): string[] =>
    data?.aws_cognito_user_pool?.user_pool_existing?.lifecycle.postcondition.map(
      ({ condition }: { condition: string }) => condition,
    );

  test("the domain is taken as it is, if it is one of the pool's", () => {
    const json = existing({ existing: { host: "login.example.com" } });

    expect(json.resource).toBeUndefined();
    expect(json.output.host.value).toBe("login.example.com");
    expect(conditionsOf(json)).toEqual([
      expect.stringMatching(/self\.domain.*self\.custom_domain.*login\.example\.com/),
    ]);
  });

  test("a domain is made, if the pool has none", () => {
    const json = existing({ prefix: "quiz" });

    expect(resourceAt(json, ADDRESS)).toMatchObject({ domain: "quiz", user_pool_id: "eu-west-1_Abc123xyz" });
    expect(conditionsOf(json)).toEqual([expect.stringMatching(/self\.domain/)]);
  });
});
