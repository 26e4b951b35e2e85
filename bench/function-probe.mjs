// One fresh process with one handler in it: node function-probe.mjs <module> <network.cjs> <events.json> <warm rounds>
// Prints { loadMs, initMs, firstLinkedMs, firstLinkedWallMs, launchUs, linkedUs }: CPU milliseconds, but for the wall
// milliseconds of firstLinkedWallMs and the wall microseconds of each warm round.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [module = "", network = "", events = "", rounds = "0"] = process.argv.slice(2);
const { launch, linkedIntent } = JSON.parse(readFileSync(events, "utf8"));
createRequire(import.meta.url)(network).confineNetwork(JSON.parse(process.env.REDIRECTS ?? "{}"));

/** The function's log lines are part of its work, but not of this output. */
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

/** @param {NodeJS.CpuUsage} since */
const cpuMs = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

const beforeInit = process.cpuUsage();
const { handler } = await import(pathToFileURL(module).href);
const loadMs = cpuMs(beforeInit);
// What a function starts at init and finishes later, such as fetching keys ahead, is part of what its start costs.
await new Promise((resolve) => setTimeout(resolve, 150));
const initMs = cpuMs(beforeInit);

const context = { getRemainingTimeInMillis: () => 7000 };
const beforeLinked = process.cpuUsage();
const linkedAt = performance.now();
await handler(linkedIntent, context);
const firstLinkedWallMs = performance.now() - linkedAt;
const firstLinkedMs = cpuMs(beforeLinked);

/** @param {object} event */
async function warm(event) {
  const micros = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    const began = process.hrtime.bigint();
    await handler(event, context);
    micros.push(Number(process.hrtime.bigint() - began) / 1000);
  }
  return micros;
}
const launchUs = await warm(launch);
const linkedUs = await warm(linkedIntent);
print(JSON.stringify({ loadMs, initMs, firstLinkedMs, firstLinkedWallMs, launchUs, linkedUs }), () => process.exit(0));
