/** The example environment with every way to sign in, as Terraform sees it: valid, and planned on an emulator of AWS. */
import { join } from "node:path";
import { App } from "cdktf";
import { buildSkillZip } from "../../build/bundle/skill-zip";
import type { EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { environments } from "../../examples/everything/environments";
import { keepProviderSecrets, newProviderSecrets } from "../../local/aws/provider-secrets";
import { findTerraform } from "../../terraform/binary";
import { Terraform } from "../../terraform/terraform";
import type { World } from "./world";
import { adaptToEmulator, execute, ROOT, startWorld } from "./world";

jest.setTimeout(5 * 60 * 1000);

interface Plan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: string[] } }[];
}

describe("the example with every way to sign in", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(async () => world?.end());

  test("is valid, and Terraform would make all of it", async () => {
    const zip = join(world.folder, "claims.zip");
    await buildSkillZip({ root: ROOT, entry: "examples/everything/claims.ts", outfile: zip });
    const [example] = environments as readonly [EnvironmentProps];
    const { triggers, ...userPool } = example.userPool ?? {};
    const app = new App({ outdir: join(world.folder, "cdktf.out"), stackTraces: false });
    const props: EnvironmentProps = {
      ...example,
      // Only where the state and the function's zip are is another matter here.
      state: { type: "local", path: "../../../everything.tfstate" },
      userPool: {
        ...userPool,
        triggers: { ...triggers, preTokenGeneration: { ...triggers?.preTokenGeneration, zip } },
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
    const folder = join(world.folder, "cdktf.out/stacks/prod");
    adaptToEmulator(folder);
    const secrets = newProviderSecrets(folder);
    await keepProviderSecrets({ ...world.emulator.access, region: example.region }, secrets);
    const binary = await findTerraform();
    const env = { ...world.env, ...secrets.variables };
    const terraform = new Terraform({ binary, folder, env });
    await terraform.init();

    const validation = await execute(binary.path, [`-chdir=${folder}`, "validate", "-json"], env);
    expect(JSON.parse(validation.stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });

    const planFile = join(folder, "it.plan");
    await terraform.plan({ out: planFile });
    const { resource_changes = [] } = (await terraform.show(planFile)) as Plan;
    const made = resource_changes.filter(({ change }) => change.actions.join() === "create").map((it) => it.address);
    expect(made).toEqual(
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
    expect(resource_changes.filter(({ change }) => change.actions.includes("delete"))).toEqual([]);
  });
});
