import { isAbsolute } from "node:path";
import { App, Testing } from "cdktf";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { SkillStack } from "../../constructs";
import { environmentLeaves, tokensFor } from "./environment-leaves";
import { minimalEnvironment, parse, problemsOf, withValue } from "./example-environment";
import { fakeBundle, resourceAt, synthesize, temporaryFolder } from "./synthesize";

const LOCAL = { type: "local", path: "../../../terraform.dev.tfstate" };

describe("terraform", () => {
  const { terraform } = synthesize(minimalEnvironment());

  test("both major versions of the provider may apply the stack", () => {
    expect(terraform.required_providers).toEqual({
      aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" },
    });
  });

  test("must be new enough to lock S3 state with a file", () => {
    expect(terraform.required_version).toBe(">= 1.10.0");
  });
});

describe("state", () => {
  test("in S3 is encrypted and locked", () => {
    expect(synthesize(minimalEnvironment()).terraform.backend).toEqual({
      s3: {
        bucket: "example-terraform-state",
        key: "alexa-skill/dev.tfstate",
        region: "us-east-1",
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  test("in a file has a relative path, the same on every machine", () => {
    const { backend } = synthesize(withValue("state", LOCAL)).terraform;

    expect(backend).toEqual({ local: { path: "../../../terraform.dev.tfstate" } });
    expect(isAbsolute(backend.local.path)).toBe(false);
  });
});

describe("the provider", () => {
  test("works in the environment's region and account only", () => {
    const { aws } = synthesize({ ...minimalEnvironment(), region: "eu-west-1" }).provider;

    expect(aws).toEqual([expect.objectContaining({ region: "eu-west-1", allowed_account_ids: ["123456789012"] })]);
  });

  test("has no endpoints, credentials or checks that an emulator would need: those come from outside", () => {
    const [aws] = synthesize(minimalEnvironment()).provider.aws;

    expect(Object.keys(aws).sort()).toEqual(["allowed_account_ids", "default_tags", "region"]);
  });

  test("tags everything with project and environment, beside the environment's own tags", () => {
    const [aws] = synthesize(withValue("tags", { Owner: "voice" })).provider.aws;

    expect(aws.default_tags).toEqual([{ tags: { Project: "alexa-skill", Environment: "dev", Owner: "voice" } }]);
  });
});

describe("outputs", () => {
  const environment = withValue("alexa.skillIds", ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"]);
  const { output } = synthesize(environment);

  test("account_linking alone is sensitive", () => {
    const sensitive = Object.keys(output).filter((name) => output[name].sensitive === true);

    expect(sensitive).toEqual(["account_linking"]);
  });

  test("the client secret is in account_linking and nowhere else", () => {
    const others = Object.entries(output).filter(([name]) => name !== "account_linking");

    expect(JSON.stringify(output.account_linking)).toContain("client_secret");
    expect(JSON.stringify(others)).not.toContain("client_secret");
  });

  test("account_linking has the keys of its type, which is the contract with everything after Terraform", () => {
    // Without functions that are made elsewhere existing_functions is absent, and skill_kind of custom skills.
    const keys: Record<Exclude<keyof AccountLinking, "existing_functions" | "skill_kind">, true> = {
      authorization_uri: true,
      access_token_uri: true,
      user_info_uri: true,
      issuer: true,
      client_id: true,
      client_secret: true,
      scopes: true,
      required_scopes: true,
      access_token_scheme: true,
      redirect_uris: true,
      skill_ids: true,
      function_arns: true,
    };

    expect(Object.keys(output.account_linking.value).sort()).toEqual(Object.keys(keys).sort());
  });

  test("account_linking holds what was deployed", () => {
    const domain = `https://\${aws_cognito_user_pool_domain.domain.domain}.auth.us-east-1.amazoncognito.com`;

    expect(output.account_linking.value).toEqual({
      authorization_uri: `${domain}/oauth2/authorize`,
      access_token_uri: `${domain}/oauth2/token`,
      user_info_uri: `${domain}/oauth2/userInfo`,
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/\${aws_cognito_user_pool.user_pool.id}`,
      client_id: `\${aws_cognito_user_pool_client.alexa.id}`,
      client_secret: `\${aws_cognito_user_pool_client.alexa.client_secret}`,
      scopes: ["openid", "profile"],
      required_scopes: ["openid"],
      access_token_scheme: "HTTP_BASIC",
      redirect_uris: [
        "https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0DEV",
        "https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV",
        "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0DEV",
      ],
      skill_ids: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
      function_arns: {
        NA: `\${aws_lambda_alias.skill_live.arn}`,
        EU: `\${aws_lambda_alias.skill_live.arn}`,
        FE: `\${aws_lambda_alias.skill_live.arn}`,
      },
    });
  });

  test("every output says what it is, and those that people read repeat account_linking's values", () => {
    const { value } = output.account_linking;

    for (const { description } of Object.values(output)) {
      expect(description).toMatch(/^[A-Z].+/);
    }
    for (const name of ["authorization_uri", "access_token_uri", "client_id", "redirect_uris"]) {
      expect(output[name].value).toEqual(value[name]);
    }
    expect(output.function_arn.value).toBe(value.function_arns.NA);
  });
});

const variablesOf = (props: EnvironmentProps) =>
  resourceAt(synthesize(props), "aws_lambda_function.skill").environment.variables;

test("a scope that is asked for is not demanded of the links that exist", () => {
  expect(variablesOf(withValue("alexa.scopes", ["openid", "email"]))).toEqual(variablesOf(minimalEnvironment()));
});

test("the skill learns whom to believe from the resources themselves", () => {
  const variables = variablesOf(
    withValue("alexa.requiredScopes", ["openid", "email"], withValue("alexa.scopes", ["email", "openid", "profile"])),
  );

  expect(variables).toEqual({
    SKILL_IDS: "",
    ISSUER: `https://cognito-idp.us-east-1.amazonaws.com/\${aws_cognito_user_pool.user_pool.id}`,
    CLIENT_ID: `\${aws_cognito_user_pool_client.alexa.id}`,
    USER_INFO_URI: `https://\${aws_cognito_user_pool_domain.domain.domain}.auth.us-east-1.amazoncognito.com/oauth2/userInfo`,
    SCOPES: "email openid",
  });
  expect(JSON.stringify(variables)).not.toContain("secret");
});

describe("a stack that cannot be", () => {
  const [dev, other] = [minimalEnvironment(), { ...minimalEnvironment(), name: "other" }];
  const parsed = (props: typeof dev) => parse(props);
  const stacks = (...made: [string, ReturnType<typeof parsed>][]) => {
    const app = Testing.app();
    for (const [id, environment] of made) {
      new SkillStack(app, id, { environment, bundle: fakeBundle() });
    }
  };

  test("is one of an environment that nobody checked", () => {
    expect(() => stacks(["dev", dev as never])).toThrow(/The stack dev needs an environment that parseEnvironments/);
    expect(() => stacks(["dev", undefined as never])).toThrow(/parseEnvironments/);
  });

  test("is one without a bundle", () => {
    const app = Testing.app();
    const make = () => new SkillStack(app, "dev", { environment: parsed(dev), bundle: "dist/skill.zip" as never });
    expect(make).toThrow(/The stack dev needs a bundle of readSkillBundle/);
  });

  test("is one in another's place: the same state, names or domain", () => {
    const twice = () => stacks(["quiz", parsed(dev)], ["news", parsed(dev)]);
    expect(twice).toThrow(
      /3 problems[\s\S]*news: project[\s\S]*news: domain\.prefix[\s\S]*news: state[\s\S]*the stack quiz/,
    );
    expect(() =>
      stacks(["dev", parsed(dev)], ["other", parsed({ ...other, domain: { prefix: "other" } })]),
    ).not.toThrow();
    // Another app is another matter.
    expect(() => [stacks(["dev", parsed(dev)]), stacks(["dev", parsed(dev)])]).not.toThrow();
  });
});

test("a permissions boundary is on every role, and on none without", () => {
  const byPhone = withValue("userPool.signIn", ["email", "phone"]);
  const boundaries = (environment: ReturnType<typeof minimalEnvironment>) =>
    Object.values(synthesize(environment).resource.aws_iam_role ?? {}).map((role) => role.permissions_boundary);
  const boundary = "arn:aws:iam::123456789012:policy/boundary";
  expect(boundaries(withValue("permissionsBoundary", boundary, byPhone))).toEqual([boundary, boundary]);
  expect(boundaries(byPhone)).toEqual([undefined, undefined]);
});

test("what will hurt somebody is said at synth, and does not stop it", () => {
  const app = new App({ outdir: temporaryFolder(), stackTraces: false });
  const stack = new SkillStack(app, "dev", { environment: parse(minimalEnvironment()), bundle: fakeBundle() });

  expect(stack.node.metadata).toEqual([
    expect.objectContaining({ type: "@cdktf/warn", data: expect.stringContaining("alexa.skillIds is empty") }),
  ]);
});

describe("a value that only Terraform knows reaches Terraform, or is refused with words", () => {
  const leaves = environmentLeaves().map((leaf) => [leaf.key, leaf] as const);

  test.each(leaves)("%s", (_, { path, base, field }) => {
    const props = withValue(path, tokensFor(field)[0], base());
    if (problemsOf(props).length > 0) {
      return;
    }

    const app = new App({ outdir: temporaryFolder(), stackTraces: false });
    const stack = new SkillStack(app, "dev", { environment: parse(props), bundle: fakeBundle() });
    const { terraform, ...json } = JSON.parse(Testing.synth(stack));

    expect(JSON.stringify(terraform)).not.toContain("var.probe"); // Terraform takes no expressions there
    expect(JSON.stringify(json)).toContain("var.probe");
  });
});
