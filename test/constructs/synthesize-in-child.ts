/**
 * Synthesizes the project's environments in a process of its own, whose folder, time zone and variables the golden
 * test chooses: `node build/run.cjs test/constructs/synthesize-in-child.ts <zip> <folder>`.
 */
import { App } from "cdktf";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { environments } from "../../environments";

const [zip = "", outdir = ""] = process.argv.slice(2);
const app = new App({ outdir, stackTraces: false });
const bundle = readSkillBundle(zip);
for (const environment of parseEnvironments(environments)) {
  new SkillStack(app, environment.name, { environment, bundle });
}
app.synth();
