/** examples/bootstrap on an emulator of AWS: what the workflows need, and that their roles may do no more than that. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askEmulator } from "../../local/aws/aws-access";
import { findTerraform } from "../../terraform/binary";
import { limitProviderRetries } from "../../terraform/terraform";
import type { World } from "./world";
import { execute, ROOT, startWorld } from "./world";

jest.setTimeout(5 * 60 * 1000);

const REPOSITORY = "octo-org@123456/skill@456789";
const BUCKET = "octo-org-terraform-state";
const ENVIRONMENTS = ["dev", "prod", "staging"];
/** What a role may call that reads; the names are AWS's own. */
const READS = /^[a-z0-9-]+:(Describe|Get|List)[A-Z]/;

/** What the AWS provider 5.100 was seen to call for a stack of this project: to refresh, to make, and to destroy it. */
const CALLS: Readonly<Record<"refresh" | "create" | "destroy", Readonly<Record<string, readonly string[]>>>> = {
  refresh: {
    "cognito-idp": ["DescribeUserPool", "DescribeUserPoolClient", "DescribeUserPoolDomain", "GetUserPoolMfaConfig"],
    iam: ["GetRole", "GetRolePolicy", "ListAttachedRolePolicies", "ListRolePolicies"],
    lambda: ["GetAlias", "GetFunction", "GetFunctionCodeSigningConfig", "GetPolicy", "ListVersionsByFunction"],
    logs: ["DescribeLogGroups", "ListTagsForResource"],
  },
  create: {
    "cognito-idp": ["CreateUserPool", "CreateUserPoolClient", "CreateUserPoolDomain", "SetUserPoolMfaConfig"],
    iam: ["CreateRole", "PutRolePolicy"],
    lambda: ["AddPermission", "CreateAlias", "CreateFunction"],
    logs: ["CreateLogGroup", "PutRetentionPolicy"],
  },
  destroy: {
    "cognito-idp": ["DeleteUserPool", "DeleteUserPoolClient", "DeleteUserPoolDomain"],
    iam: ["DeleteRole", "DeleteRolePolicy", "ListInstanceProfilesForRole"],
    lambda: ["DeleteAlias", "DeleteFunction", "RemovePermission"],
    logs: ["DeleteLogGroup"],
  },
};

const called = (...kinds: readonly (keyof typeof CALLS)[]): readonly string[] =>
  kinds.flatMap((kind) =>
    Object.entries(CALLS[kind]).flatMap(([service, names]) => names.map((name) => `${service}:${name}`)),
  );

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

interface StateFile {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string; readonly attributes: Record<string, string> }[];
  }[];
}

const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();

describe("bootstrap", () => {
  let world: World;
  let folder: string;
  let outputs: Readonly<Record<string, unknown>>;
  let policies: Readonly<Record<string, readonly Statement[]>>;

  /** An attribute of a managed resource, by address. */
  function attributes(type: string, attribute: string): Readonly<Record<string, string>> {
    const { resources } = JSON.parse(readFileSync(join(folder, "terraform.tfstate"), "utf8")) as StateFile;
    const found = resources.filter((it) => it.mode === "managed" && it.type === type);
    return Object.fromEntries(
      found.flatMap(({ name, instances }) =>
        instances.map((it) => [
          it.index_key === undefined ? name : `${name} ${it.index_key}`,
          it.attributes[attribute] ?? "",
        ]),
      ),
    );
  }

  const parsed = (texts: Readonly<Record<string, string>>): Readonly<Record<string, readonly Statement[]>> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.parse(text).Statement]));

  const s3 = async (query: string): Promise<string> =>
    (await askEmulator(world.emulator.access, "s3", { path: `/${BUCKET}?${query}` })).body.toString("utf8");

  beforeAll(async () => {
    world = await startWorld();
    folder = join(world.folder, "bootstrap");
    cpSync(join(ROOT, "examples/bootstrap"), folder, {
      recursive: true,
      filter: (path) => !/\.terraform|\.tfstate/.test(path),
    });
    limitProviderRetries(folder);
    const environments = { dev: { destroy: true }, staging: {}, prod: { bounded: true } };
    const variables = { repository: REPOSITORY, region: "us-east-1", state_bucket: BUCKET, environments };
    writeFileSync(join(folder, "terraform.tfvars.json"), JSON.stringify(variables));
    const terraform = world.terraform(folder);
    const planFile = join(world.folder, "bootstrap.plan");
    await terraform.init();
    await terraform.plan({ out: planFile });
    await terraform.apply(planFile);
    outputs = await terraform.output();
    policies = parsed(attributes("aws_iam_role_policy", "policy"));
  });
  afterAll(() => world?.end());

  test("is formatted and valid", async () => {
    const { path } = await findTerraform();
    const format = await execute(path, [`-chdir=${join(ROOT, "examples/bootstrap")}`, "fmt", "-check"], world.env);
    expect(format).toMatchObject({ exitCode: 0, stdout: "" });
    const validation = await execute(path, [`-chdir=${folder}`, "validate", "-json"], world.env);
    expect(JSON.parse(validation.stdout)).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("gives the workflows their variable", () => {
    const role = (name: string): string => `arn:aws:iam::123456789012:role/github/alexa-skill-${name}`;
    expect(JSON.parse(String(outputs.github_variable))).toEqual(
      Object.fromEntries(
        ENVIRONMENTS.map((name) => [
          name,
          { region: "us-east-1", plan_role: role(`${name}-plan`), apply_role: role(`${name}-apply`) },
        ]),
      ),
    );
  });

  test("describes every output and every variable", () => {
    const text = ["outputs.tf", "variables.tf"].map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
    const blocks = text.match(/^(output|variable) "\w+" \{\n {2}description = ".+\."$/gm) ?? [];
    expect(blocks).toHaveLength(text.match(/^(output|variable) /gm)?.length ?? 0);
  });

  test("keeps the state versioned, encrypted, unpublic, and behind TLS", async () => {
    expect(await s3("versioning")).toContain("<Status>Enabled</Status>");
    expect(await s3("encryption")).toContain("<SSEAlgorithm>AES256</SSEAlgorithm>");
    expect((await s3("publicAccessBlock")).match(/>true</gi)).toHaveLength(4);
    expect(JSON.parse(await s3("policy")).Statement).toMatchObject([
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  test("lets plan refresh, and apply make and destroy, what the provider was seen to", () => {
    const actions = (role: string): readonly string[] => (policies[role] ?? []).flatMap(({ Action }) => listed(Action));
    expect(actions("plan dev")).toEqual(expect.arrayContaining([...called("refresh")]));
    expect(actions("apply dev")).toEqual(expect.arrayContaining([...called("refresh", "create", "destroy")]));
  });

  describe.each(ENVIRONMENTS)("the roles of %s", (environment) => {
    const own = `alexa-skill-${environment}`;
    const state = `arn:aws:s3:::${BUCKET}/alexa-skill/${environment}.tfstate`;
    const allowed = (name: string, action: RegExp): readonly Statement[] =>
      (policies[`${name} ${environment}`] ?? []).filter((it) => listed(it.Action).some((one) => action.test(one)));
    const actions = (name: string): readonly string[] => allowed(name, /./).flatMap((it) => listed(it.Action));

    test("are taken by the repository's pull requests and main, and by the environment's jobs", () => {
      const trusts = parsed(attributes("aws_iam_role", "assume_role_policy"));
      const subjects = (name: string): readonly string[] => {
        const { StringEquals: equal = {}, StringLike: like = {} } =
          trusts[`${name} ${environment}`]?.[0]?.Condition ?? {};
        expect(equal["token.actions.githubusercontent.com:aud"]).toBe("sts.amazonaws.com");
        return [...listed({ ...like, ...equal }["token.actions.githubusercontent.com:sub"])].sort();
      };
      expect(subjects("plan")).toEqual([
        `repo:${REPOSITORY}:environment:*`,
        `repo:${REPOSITORY}:pull_request`,
        `repo:${REPOSITORY}:ref:refs/heads/main`,
      ]);
      expect(subjects("apply")).toEqual([`repo:${REPOSITORY}:environment:${environment}`]);
    });

    test("only allow, name every action, and narrow every resource that can be", () => {
      for (const name of ["plan", "apply"]) {
        const statements = allowed(name, /./);
        expect(statements.filter(({ Effect }) => Effect !== "Allow")).toEqual([]);
        expect(actions(name).filter((action) => action.includes("*"))).toEqual([]);
        const everywhere = statements.filter(({ Resource }) => listed(Resource).includes("*"));
        expect(everywhere.flatMap(({ Action }) => listed(Action))).toEqual(
          ["cognito-idp:DescribeUserPoolDomain", "cognito-idp:CreateUserPool"].slice(0, name === "plan" ? 1 : 2),
        );
      }
    });

    test("plan writes nothing but the lock", () => {
      const writing = allowed("plan", /./).filter((it) => !listed(it.Action).every((action) => READS.test(action)));
      expect(writing).toHaveLength(1);
      expect([...listed(writing[0]?.Action)].sort()).toEqual(["s3:DeleteObject", "s3:PutObject"]);
      expect(writing[0]?.Resource).toBe(`${state}.tflock`);
    });

    test("apply reads what plan reads, and writes the state", () => {
      expect(actions("apply")).toEqual(expect.arrayContaining([...actions("plan")]));
      const written = allowed("apply", /^s3:PutObject$/).flatMap(({ Resource }) => listed(Resource));
      expect([...written].sort()).toEqual([state, `${state}.tflock`]);
    });

    test("touch functions, log groups and roles of this environment's name only", () => {
      const named = ["plan", "apply"].flatMap((name) => allowed(name, /^(lambda|iam):|^logs:(?!DescribeLogGroups)/));
      const resources = new Set(named.flatMap(({ Resource }) => listed(Resource)));
      const arn = (service: string, rest: string): string => `arn:aws:${service}:123456789012:${rest}`;
      expect([...resources].sort()).toEqual(
        [
          arn("iam:", `role/${own}`),
          arn("iam:", `role/${own}_sms`),
          arn("lambda:us-east-1", `function:${own}`),
          arn("lambda:us-east-1", `function:${own}:*`),
          arn("logs:us-east-1", `log-group:/aws/lambda/${own}`),
          arn("logs:us-east-1", `log-group:/aws/lambda/${own}:*`),
        ].sort(),
      );
    });

    test("touch user pools with this environment's tags only", () => {
      const tags = (key: string) => ({
        StringEquals: { [`aws:${key}/Environment`]: environment, [`aws:${key}/Project`]: "alexa-skill" },
      });
      const pools = [...allowed("plan", /^cognito-idp:/), ...allowed("apply", /^cognito-idp:/)].filter(
        ({ Sid }) => Sid !== "ReadDomain",
      );
      const expected = pools.map(({ Sid }) => tags(Sid === "CreateUserPool" ? "RequestTag" : "ResourceTag"));
      expect(pools).toHaveLength(4);
      expect(pools.map(({ Condition }) => Condition)).toEqual(expected);
    });

    test("hand roles to Lambda and Cognito, each its own", () => {
      const passing = allowed("apply", /^iam:PassRole$/).map((it) => [
        it.Resource,
        it.Condition?.StringEquals?.["iam:PassedToService"],
      ]);
      expect(Object.fromEntries(passing)).toEqual({
        [`arn:aws:iam::123456789012:role/${own}`]: "lambda.amazonaws.com",
        [`arn:aws:iam::123456789012:role/${own}_sms`]: "cognito-idp.amazonaws.com",
      });
    });

    test("can write what roles may do only within the boundary, where there is one", () => {
      const boundary = `arn:aws:iam::123456789012:policy/github/${own}-boundary`;
      const bounded = environment === "prod" ? { StringEquals: { "iam:PermissionsBoundary": boundary } } : undefined;
      const writing = allowed("apply", /^iam:(CreateRole|PutRolePolicy|PutRolePermissionsBoundary|AttachRolePolicy)$/);
      expect(writing.map(({ Condition }) => Condition)).toEqual([bounded]);
      expect(allowed("apply", /^iam:DeleteRolePermissionsBoundary$/)).toEqual([]);
      expect((outputs.permissions_boundary_arns as object)[environment as never]).toBe(bounded && boundary);
    });

    test("can delete accounts and links only where that was asked for", () => {
      const deletes = actions("apply").filter((action) => /^cognito-idp:Delete/.test(action));
      expect(deletes).toHaveLength(environment === "dev" ? 3 : 0);
    });
  });
});
