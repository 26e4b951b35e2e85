/** main.ts, for the environments that are deployed end to end. */
import { App } from "cdktf";
import { buildSkill } from "../../build/bundle/skill";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { dev, staging } from "./environments";

async function main(): Promise<void> {
  await buildSkill(process.cwd());
  const app = new App({ stackTraces: false });
  const bundle = readSkillBundle("dist/skill.zip");
  for (const environment of parseEnvironments([dev, staging])) {
    new SkillStack(app, environment.name, { environment, bundle });
  }
  app.synth();
}

void main();
