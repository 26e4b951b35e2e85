import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack, UserPool } from "../../constructs";
import type { EnvironmentReview } from "../../review/review";
import { reviewEnvironment } from "../../review/review-environment";
import { findTerraform } from "../../terraform/binary";
import type { Json } from "./review-case";
import type { Finished, World } from "./world";
import { adaptToEmulator, execute } from "./world";

/** What Terraform reads: the stack, and what stands beside it. */
export interface Files {
  /** `cdk.tf.json`, as the constructs make it. */
  readonly stack: Json;
  /** `extra.tf.json`: what the stack does not have. */
  readonly extra: Json;
}

/** The second user pool of the stack, whose construct gets another id. */
export interface SecondPool {
  /** @default members */
  readonly id?: string;
  /** A line of code that a review gave to paste. */
  readonly paste?: string;
}

/** One stack on the emulator that is planned again and again, and judged. */
export class ReviewedStack {
  private plans = 0;

  private constructor(
    private readonly world: World,
    private readonly binary: string,
    private readonly environment: EnvironmentProps,
  ) {}

  static async start(world: World, environment: EnvironmentProps): Promise<ReviewedStack> {
    const stack = new ReviewedStack(world, (await findTerraform()).path, environment);
    stack.synthesize();
    adaptToEmulator(stack.folder);
    await world.terraform(stack.folder).init();
    return stack;
  }

  /** What the constructs make of the environment, with some of its properties changed. */
  synthesize(changed: Partial<EnvironmentProps> = {}, { id = "members", paste = "" }: SecondPool = {}): Json {
    const zip = join(this.world.folder, "skill.zip");
    writeFileSync(zip, "No zip: nothing here invokes the function.\n");
    const app = new App({ outdir: join(this.world.folder, "cdktf.out"), stackTraces: false });
    const [environment] = parseEnvironments([{ ...this.environment, ...changed }]);
    if (environment === undefined) {
      throw new Error("no environment");
    }
    const stack = new SkillStack(app, environment.name, { environment, bundle: readSkillBundle(zip) });
    const { resource } = new UserPool(stack, id, { ...environment, name: "members", settings: environment.userPool });
    new Function("cognitoUserPool", paste)(resource);
    app.synth();
    return JSON.parse(readFileSync(join(this.folder, "cdk.tf.json"), "utf8"));
  }

  async apply(files: Files): Promise<void> {
    this.write(files);
    // No slower than Terraform's ten at once: the emulator has one process for them all.
    const { exitCode, stdout, stderr } = await this.terraform("apply", "-auto-approve", "-parallelism=4");
    if (exitCode !== 0) {
      throw new Error(`terraform apply ended with ${exitCode}:\n${stdout.slice(-4000)}\n${stderr}`);
    }
  }

  /** Installs what the files need, of a folder with providers. */
  async install(mirror: string, files: Files): Promise<void> {
    this.write(files);
    const { exitCode, stderr } = await this.terraform("init", `-plugin-dir=${mirror}`);
    if (exitCode !== 0) {
      throw new Error(`terraform init ended with ${exitCode}:\n${stderr}`);
    }
  }

  /**
   * The review of a new plan.
   *
   * @param args more arguments of `terraform plan`
   */
  async review(files: Files, ...args: readonly string[]): Promise<EnvironmentReview> {
    this.write(files);
    this.plans += 1;
    const planFile = join(this.world.folder, `${this.plans}.plan`);
    const { stdout, stderr } = await this.terraform("plan", `-out=${planFile}`, ...args);
    // A plan that ended with an error is saved as far as it came.
    if (!existsSync(planFile)) {
      throw new Error(`terraform plan saved none:\n${stdout.slice(-4000)}\n${stderr}`);
    }
    const plan = await this.world.terraform(this.folder).show(planFile);
    return reviewEnvironment({ environment: this.environment.name, plan, configuration: files.stack });
  }

  private terraform(command: string, ...args: readonly string[]): Promise<Finished> {
    const all = [`-chdir=${this.folder}`, command, "-input=false", "-no-color", ...args];
    return execute(this.binary, all, this.world.env);
  }

  private write({ stack, extra }: Files): void {
    writeFileSync(join(this.folder, "cdk.tf.json"), JSON.stringify(stack));
    writeFileSync(join(this.folder, "extra.tf.json"), JSON.stringify(extra));
  }

  get folder(): string {
    return join(this.world.folder, "cdktf.out/stacks", this.environment.name);
  }
}
