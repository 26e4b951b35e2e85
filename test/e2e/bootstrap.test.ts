/**
 * examples/bootstrap on an emulator of AWS, with GitHub played: what the workflows need, in the right order, and that
 * the roles may do what each workflow does and no more. The policies are the ones that Terraform made; whether they allow
 * a call, test/iam/policy-evaluator.ts says.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { askEmulator } from "../../local/aws/aws-access";
import { findTerraform } from "../../terraform/binary";
import type { Policy } from "../iam/policy-evaluator";
import { isDenied } from "../iam/policy-evaluator";
import { describePermissions } from "./bootstrap-permissions";
import { describeTrust } from "./bootstrap-trust";
import type { Bootstrap } from "./bootstrap-world";
import { ACCOUNT, BUCKET, ENVIRONMENTS, startBootstrap } from "./bootstrap-world";
import { execute, ROOT } from "./world";

jest.setTimeout(10 * 60 * 1000);

let bootstrap: Bootstrap;

beforeAll(async () => {
  bootstrap = await startBootstrap();
});
afterAll(() => bootstrap?.world.end());

const s3 = async (query: string): Promise<string> =>
  (await askEmulator(bootstrap.world.emulator.access, "s3", { path: `/${BUCKET}?${query}` })).body.toString("utf8");

describe("bootstrap", () => {
  test("is formatted and valid", async () => {
    const { path } = await findTerraform();
    const format = await execute(
      path,
      [`-chdir=${join(ROOT, "examples/bootstrap")}`, "fmt", "-check"],
      bootstrap.world.env,
    );
    expect(format).toMatchObject({ exitCode: 0, stdout: "" });
    const validation = await execute(path, [`-chdir=${bootstrap.folder}`, "validate", "-json"], bootstrap.world.env);
    expect(JSON.parse(validation.stdout)).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("makes no role as long as GitHub's environments are not what they must be", () => {
    expect(bootstrap.refused.message).toContain("No role that trusts it was made or changed.");
    expect(bootstrap.refused.roles).toEqual([]);
  });

  test("makes GitHub's environments: applies from main only, after an approval, and plans for pull requests", () => {
    const made = Object.fromEntries(
      Object.entries(bootstrap.github.environments).map(([name, { branch_policies, protection_rules }]) => [
        name,
        [branch_policies.map((it) => it.name), protection_rules.length],
      ]),
    );
    expect(made).toEqual({
      dev: [["main"], 0],
      "dev-plan": [[], 0],
      staging: [["main"], 1],
      "staging-plan": [[], 0],
      prod: [["main"], 1],
      "prod-plan": [[], 1],
    });
  });

  test("gives the workflows their variable", () => {
    const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/github/alexa-skill-${name}`;
    expect(JSON.parse(String(bootstrap.outputs.github_variable))).toEqual(
      Object.fromEntries(
        ENVIRONMENTS.map((name) => [
          name,
          { region: "us-east-1", plan_role: role(`${name}-plan`), apply_role: role(`${name}-apply`) },
        ]),
      ),
    );
  });

  test("describes every output and every variable", () => {
    const text = ["outputs.tf", "variables.tf"]
      .map((file) => readFileSync(join(bootstrap.folder, file), "utf8"))
      .join("\n");
    const blocks = text.match(/^(output|variable) "\w+" \{\n {2}description = ".+\."$/gm) ?? [];
    expect(blocks).toHaveLength(text.match(/^(output|variable) /gm)?.length ?? 0);
  });

  test("keeps the state versioned, encrypted, unpublic, and behind TLS", async () => {
    expect(await s3("versioning")).toContain("<Status>Enabled</Status>");
    expect(await s3("encryption")).toContain("<SSEAlgorithm>AES256</SSEAlgorithm>");
    expect((await s3("publicAccessBlock")).match(/>true</gi)).toHaveLength(4);
    const policy = JSON.parse(await s3("policy")) as Policy;
    const read = { action: "s3:GetObject", resource: `arn:aws:s3:::${BUCKET}/alexa-skill/dev.tfstate` };
    expect(isDenied([policy], { ...read, context: { "aws:SecureTransport": "false" } })).toBe(true);
    expect(isDenied([policy], { ...read, context: { "aws:SecureTransport": "true" } })).toBe(false);
  });

  test("lets nobody overwrite a lock, an administrator neither", async () => {
    const policy = JSON.parse(await s3("policy")) as Policy;
    const put = (key: string, context: object): boolean =>
      isDenied([policy], {
        action: "s3:PutObject",
        resource: `arn:aws:s3:::${BUCKET}/alexa-skill/${key}`,
        context: { "aws:SecureTransport": "true", ...context },
      });
    expect(put("dev.tfstate.tflock", {})).toBe(true);
    expect(put("dev.tfstate.tflock", { "s3:if-none-match": "*" })).toBe(false);
    expect(put("dev.tfstate", {})).toBe(false);
  });
});

describe("other variables", () => {
  const plan = async (...args: readonly string[]) => {
    const { path } = await findTerraform();
    const env = { ...bootstrap.world.env, ...bootstrap.github.variables };
    return execute(
      path,
      [`-chdir=${bootstrap.folder}`, "plan", "-no-color", "-lock=false", "-input=false", ...args],
      env,
    );
  };

  test("a function and a role of other names are the ones that the roles may change", async () => {
    const environments = { prod: { function_name: "shop-skill", function_role_name: "service-role/shop-role" } };
    const { exitCode, stdout } = await plan("-var", `environments=${JSON.stringify(environments)}`);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`:${ACCOUNT}:function:shop-skill:*`);
    expect(stdout).toContain(`:${ACCOUNT}:log-group:/aws/lambda/shop-skill`);
    expect(stdout).toContain(`:${ACCOUNT}:role/service-role/shop-role`);
  });

  test("without reviewers no pull request is planned where an approval is needed", async () => {
    const file = join(bootstrap.world.folder, "without-reviewers.plan");
    expect(await plan("-refresh=false", "-var=reviewers=[]", `-out=${file}`)).toMatchObject({ exitCode: 0 });
    const { path } = await findTerraform();
    const { stdout } = await execute(path, [`-chdir=${bootstrap.folder}`, "show", "-json", file], bootstrap.world.env);
    const { resource_changes } = JSON.parse(stdout) as {
      readonly resource_changes: readonly {
        readonly address: string;
        readonly change: { readonly actions: readonly string[]; readonly after: Record<string, string> | null };
      }[];
    };
    const after = new Map(resource_changes.map(({ address, change }) => [address, change]));
    expect(after.get('terraform_data.github_environment["prod-plan"]')?.actions).toEqual(["delete"]);
    const trust = (name: string): Policy =>
      JSON.parse(after.get(`aws_iam_role.plan["${name}"]`)?.after?.assume_role_policy ?? "") as Policy;
    const sids = (name: string): readonly unknown[] => trust(name).Statement.map(({ Sid }) => Sid);
    expect(sids("prod")).toEqual(["Branch"]);
    expect(sids("staging")).toEqual(["Branch", "PullRequests"]);
  });

  test("what cannot be meant is refused, all at once", async () => {
    const { exitCode, stderr } = await plan(
      '-var=reviewers=["a","b","c","d","e","f","g"]',
      '-var=environments={"a":{},"a-plan":{}}',
      "-var=branch=release/*",
      "-var=repository=https://github.com/octo-org/skill",
    );
    const text = stderr.replaceAll(/\s*\n[│ ]*/g, " ");
    expect(exitCode).toBe(1);
    for (const words of ["at most six names", "both NAME and NAME-plan", "one branch's name", "without a host name"]) {
      expect(text).toContain(words);
    }
  });
});
describeTrust(() => bootstrap);

describePermissions(() => bootstrap);
