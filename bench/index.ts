/** `npm run bench`: speed and size, as ratios of things measured side by side in one run. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchReview } from "./review";
import { benchSkill } from "./skill";
import { benchSynth } from "./synth";

const METHOD = `Method: every figure is the median of fresh Node ${process.version} processes, the things compared run in turns. Absolute
times belong to this machine and this moment; the ratios are what to look at.`;

async function bench(): Promise<void> {
  const root = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "alexa-bench-"));
  try {
    process.stdout.write(`${METHOD}\n\nSkill function\n\n${await benchSkill(root, folder)}\n`);
    process.stdout.write(`\nSynth\n\n${await benchSynth(root, folder)}\n`);
    process.stdout.write(`\nReview of a plan, in this process\n\n${await benchReview(root)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(root, "dist/bench"), { recursive: true, force: true });
  }
}

void bench();
