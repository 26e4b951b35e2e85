/** The app of `cdktf.json`: builds the skill's zip, then the stacks. */
import { buildSkill } from "../bundle/skill";

/** What the person who runs it can mend needs words, not a stack trace; anything else is a fault of ours. */
const EXPECTED_ERRORS = ["InvalidEnvironmentsError", "BuildFailure"];

async function synth(): Promise<void> {
  try {
    await buildSkill(process.cwd());
    await import("../main");
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isExpected = EXPECTED_ERRORS.includes(error.name) || "errors" in error;
    process.stderr.write(`${isExpected ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}

void synth();
