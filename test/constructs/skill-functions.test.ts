import type { EnvironmentProps } from "../../constructs";
import { wheres, withValue } from "./example-environment";
import type { StackJson } from "./synthesize";
import { addressesOf, resourceAt, synthesize } from "./synthesize";

const SKILL_ID = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";
const base = withValue("alexa.skillIds", [SKILL_ID]);
const THEIRS = "arn:aws:lambda:eu-west-1:123456789012:function:theirs:live";

const withRegions = (functionRegions: object, more: object = {}): EnvironmentProps =>
  ({ ...base, functionRegions, ...more }) as EnvironmentProps;
const linkingOf = (json: StackJson) => json.output.account_linking.value;
const providersOf = (json: StackJson) => json.provider?.aws as Readonly<Record<string, unknown>>[];

describe("three regions", () => {
  const json = synthesize(withRegions({ "us-west-2": { serves: ["FE"] }, "eu-west-1": { serves: ["EU"] } }));

  test("have a function each, in one pool, and addresses by AWS region", () => {
    const one = addressesOf(synthesize(base));
    const further = ["eu_west_1", "us_west_2"].flatMap((region) => [
      `aws_cloudwatch_log_group.skill_${region}_logs`,
      `aws_iam_role.skill_${region}_role`,
      `aws_iam_role_policy.skill_${region}_write_logs`,
      `aws_lambda_alias.skill_${region}_live`,
      `aws_lambda_function.skill_${region}`,
      `aws_lambda_permission.skill_${region}_alexa`,
    ]);
    expect(addressesOf(json).toSorted()).toEqual([...one, ...further].toSorted());
  });

  test("are one ARN each in the contract, and what is said of the skill's endpoint is NA's", () => {
    expect(linkingOf(json).function_arns).toEqual({
      NA: `\${aws_lambda_alias.skill_live.arn}`,
      EU: `\${aws_lambda_alias.skill_eu_west_1_live.arn}`,
      FE: `\${aws_lambda_alias.skill_us_west_2_live.arn}`,
    });
    expect(json.output.function_arn.value).toBe(`\${aws_lambda_alias.skill_live.arn}`);
    expect(linkingOf(json)).not.toHaveProperty("existing_functions");
  });

  test("have a provider each, with the guard of the account and the tags", () => {
    const [first, ...others] = providersOf(json);
    expect(others.map(({ alias, region }) => [alias, region]).toSorted()).toEqual([
      ["ap_northeast_1", "ap-northeast-1"],
      ["eu_west_1", "eu-west-1"],
      ["us_west_2", "us-west-2"],
    ]);
    for (const { alias: _, region, ...rest } of others) {
      expect({ ...rest, region: "us-east-1" }).toEqual(first);
      expect(region).not.toBe("us-east-1");
    }
  });

  test("make what lies in a region with that region's provider", () => {
    for (const type of ["cloudwatch_log_group", "lambda_alias", "lambda_function", "lambda_permission"]) {
      const name = { cloudwatch_log_group: "_logs", lambda_alias: "_live", lambda_permission: "_alexa" }[type] ?? "";
      expect(resourceAt(json, `aws_${type}.skill_eu_west_1${name}`).provider).toBe("aws.eu_west_1");
      expect(resourceAt(json, `aws_${type}.skill${name}`)).not.toHaveProperty("provider");
    }
  });

  test("share name and code; roles have names of their own, of at most 64 characters", () => {
    const [first, second] = ["skill", "skill_eu_west_1"].map((name) => resourceAt(json, `aws_lambda_function.${name}`));
    for (const name of ["function_name", "filename", "source_code_hash", "environment", "memory_size"]) {
      expect(second?.[name]).toEqual(first?.[name]);
    }
    const longest = { project: "p".repeat(36), name: "n".repeat(20) };
    const names = Object.values(
      synthesize(withRegions({ "ap-northeast-1": { serves: ["FE"] } }, longest)).resource.aws_iam_role ?? {},
    ).map(({ name }) => String(name));
    expect(new Set(names).size).toBe(2);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(64);
  });

  test("have what lies in a region of their own, and the other settings together", () => {
    const layer = (region: string) => `arn:aws:lambda:${region}:123456789012:layer:tools:1`;
    const own = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };
    const settings = {
      layers: [layer("us-east-1")],
      vpc: own,
      tracing: "Active",
      canary: { formerVersion: 41, percent: 50 },
    };
    const canary = { formerVersion: 3, percent: 50 };
    const regions = {
      "eu-west-1": { serves: ["EU"], layers: [layer("eu-west-1")], canary },
      "us-west-2": { serves: ["FE"] },
    };
    const it = synthesize(withRegions(regions, { function: settings }));
    const of = (name: string) => resourceAt(it, `aws_lambda_function.${name}`);

    expect([of("skill").layers, of("skill_eu_west_1").layers]).toEqual([[layer("us-east-1")], [layer("eu-west-1")]]);
    expect(of("skill_us_west_2")).not.toHaveProperty("layers");
    expect(of("skill")).toHaveProperty("vpc_config");
    expect(of("skill_eu_west_1")).not.toHaveProperty("vpc_config");
    expect(of("skill_eu_west_1").tracing_config).toEqual({ mode: "Active" });
    expect(
      ["skill", "skill_eu_west_1", "skill_us_west_2"].map(
        (name) => resourceAt(it, `aws_lambda_alias.${name}_live`).routing_config,
      ),
    ).toEqual([{ additional_version_weights: { "41": 0.5 } }, { additional_version_weights: { "3": 0.5 } }, undefined]);
  });

  test("that serve everybody leave none in the environment's own region", () => {
    const it = synthesize(withRegions({ "eu-west-1": { serves: ["EU", "NA"] }, "us-west-2": { serves: ["FE"] } }));
    expect(Object.keys(it.resource.aws_lambda_function ?? {})).toEqual(["skill_eu_west_1", "skill_us_west_2"]);
    expect(linkingOf(it).function_arns.NA).toBe(`\${aws_lambda_alias.skill_eu_west_1_live.arn}`);
  });

  test("of which one serves nobody still have it: until the manifest names another, Alexa asks it", () => {
    const it = synthesize(withRegions({ "eu-west-1": { serves: [] } }));
    expect(linkingOf(it).function_arns.EU).toBe(`\${aws_lambda_alias.skill_live.arn}`);
    expect(Object.keys(it.resource.aws_lambda_function ?? {})).toEqual(["skill", "skill_eu_west_1"]);
  });

  test("that all go leave the providers, which destroy what was there", () => {
    const it = synthesize(withRegions({}));
    expect(addressesOf(it)).toEqual(addressesOf(synthesize(base)));
    expect(providersOf(it)).toHaveLength(4);
  });
});

describe("functions that are made elsewhere", () => {
  const existing = (regions: object, more: object = {}) =>
    ({ ...base, function: { existing: regions }, ...more }) as never;

  test("serve their region, and the environment's own function the others", () => {
    const json = synthesize(existing({ EU: THEIRS }));
    expect(linkingOf(json)).toMatchObject({
      function_arns: {
        NA: `\${aws_lambda_alias.skill_live.arn}`,
        EU: THEIRS,
        FE: `\${aws_lambda_alias.skill_live.arn}`,
      },
      existing_functions: ["EU"],
    });
    expect(Object.keys(json.output.function_variables.value)).toContain("CLIENT_ID");
  });

  test("in all three leave nothing of a function to make", () => {
    const json = synthesize(existing({ NA: THEIRS, EU: THEIRS, FE: THEIRS }));
    expect(addressesOf(json).filter((address) => !address.includes("cognito"))).toEqual([]);
    expect(linkingOf(json)).toMatchObject({
      function_arns: { NA: THEIRS, EU: THEIRS, FE: THEIRS },
      existing_functions: ["EU", "FE", "NA"],
    });
    expect(json.output.function_arn.value).toBe(THEIRS);
  });
});

describe("refused is", () => {
  test.each([
    ["the environment's own region", withRegions({ "us-east-1": { serves: ["EU"] } })],
    ["one region of Alexa in two", withRegions({ "us-west-2": { serves: ["FE"] }, "eu-west-1": { serves: ["FE"] } })],
    [
      "one that exists and is made",
      withRegions({ "us-west-2": { serves: ["FE"] } }, { function: { existing: { FE: THEIRS } } }),
    ],
    [
      "a layer of another region",
      withRegions({
        "us-west-2": { serves: ["FE"], layers: ["arn:aws:lambda:us-east-1:123456789012:layer:tools:1"] },
      }),
    ],
    [
      "a key of another region",
      withRegions({
        "us-west-2": { serves: ["FE"], encryption: { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1" } },
      }),
    ],
    [
      "where Alexa finds no devices through it, of a smart-home skill",
      withRegions({ "ap-northeast-1": { serves: ["FE"] } }, { alexa: { ...base.alexa, kind: "smart-home" } }),
    ],
    [
      "the same, of a skill of both kinds",
      withRegions({ "ap-northeast-1": { serves: [] } }, { alexa: { ...base.alexa, kind: "both" } }),
    ],
    [
      "a canary, where every function has started ones",
      withRegions(
        { "us-west-2": { serves: ["FE"], canary: { formerVersion: 3, percent: 10 } } },
        { function: { provisionedConcurrency: 2 } },
      ),
    ],
  ])("%s", (_, environment) => {
    expect(wheres(environment)).toEqual(["dev: functionRegions"]);
  });

  test.each([
    ["of a custom skill one in Tokyo", { "ap-northeast-1": { serves: ["FE"] } }, "custom"],
    [
      "of a smart-home skill those that Alexa wants",
      { "eu-west-1": { serves: ["EU"] }, "us-west-2": { serves: ["FE"] } },
      "smart-home",
    ],
  ])("but not %s", (_, regions, kind) => {
    expect(wheres(withRegions(regions, { alexa: { ...base.alexa, kind } }))).toEqual([]);
  });
});
