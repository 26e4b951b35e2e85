import { appendFileSync } from "node:fs";
import { testWithTerraform } from "../terraform/test-with-terraform";
import type { AskedRun, ReportLine } from "./asked-run";
import { ASKED_RUN_VARIABLE } from "./asked-run";
import type { Door } from "./door";
import type { DoorName } from "./names";
import { DOORS } from "./names";
import { corpusOf, keepInCorpus, replayCorpus, runDoor } from "./run-door";

const asked = (): AskedRun | undefined => {
  const text = process.env[ASKED_RUN_VARIABLE];
  return text === undefined ? undefined : JSON.parse(text);
};

/** As Jest's tests: the seed and the few cases of a test, or what `npm run doors` asks for. */
export function testDoors(names: readonly DoorName[]): void {
  const run = asked();
  for (const name of names) {
    if (run === undefined) {
      testDoor(name);
    } else if (run.name === name) {
      test(name, () => reportRun(run), 24 * 3600 * 1000);
    }
  }
}

function testDoor(name: DoorName): void {
  const { needs } = DOORS[name] as { readonly needs?: "terraform" };
  const test = needs === undefined ? globalThis.test : testWithTerraform;
  describe(name, () => {
    test("holds against what once went wrong", async () => {
      expect(await replayCorpus(name, await doorOf(name))).toEqual([]);
      expect(corpusOf(name).every((it) => "case" in it)).toBe(true);
    });

    test("holds", async () => {
      const door = await doorOf(name);
      expect(await runDoor(door, { cases: door.casesInTests, seed: 2026 })).toEqual({
        cases: door.casesInTests,
        slowestMs: expect.any(Number),
      });
    }, 120_000);
  });
}

async function reportRun({ name, cases: asked, seed, report }: AskedRun): Promise<void> {
  const write = (line: ReportLine): void => appendFileSync(report, `${JSON.stringify(line)}\n`);
  const door = await doorOf(name);
  const cases = asked ?? door.casesAtNight ?? 100_000;
  const result = await runDoor(door, { cases, seed, onProgress: write });
  const { counterexample } = result;
  const kept = counterexample === undefined ? {} : { kept: keepInCorpus(name, counterexample) };
  write({ ...result, ...kept, ended: true });
}

const doorOf = async (name: DoorName): Promise<Door<unknown>> => (await import(`./${name}`)).door;
