/** The app that is measured: `node build/run.cjs bench/synth-app.ts <count> <outdir> <zip>`; prints what it took, as JSON. */
import { App } from "cdktf";
import { parseEnvironments, readSkillBundle, SkillStack } from "../constructs";
import { environments } from "../environments";

const [count = "1", outdir = "cdktf.out", zip = "dist/skill.zip"] = process.argv.slice(2);
const [dev] = environments;
if (dev === undefined) {
  throw new Error("environments.ts is empty");
}

const app = new App({ stackTraces: false, outdir });
const bundle = readSkillBundle(zip);
const many = Array.from({ length: Number(count) }, (_, index) => ({
  ...dev,
  name: `env-${index}`,
  domain: { prefix: `example-${index}` },
  state: { type: "local" as const, path: `../../../terraform.env-${index}.tfstate` },
}));
for (const environment of parseEnvironments(many)) {
  new SkillStack(app, environment.name, { environment, bundle });
}
app.synth();
const { user, system } = process.cpuUsage();
process.stdout.write(
  JSON.stringify({ cpuMs: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }),
);
