import { App } from "cdktf";
import { parseEnvironments, readSkillBundle, SkillStack } from "./constructs";
import { environments } from "./environments";

// Keeping a stack trace for every construct costs a third of a synth's time and shows in no output.
const app = new App({ stackTraces: false });
const bundle = readSkillBundle("dist/skill.zip");

for (const environment of parseEnvironments(environments)) {
  new SkillStack(app, environment.name, { environment, bundle });
}

app.synth();
