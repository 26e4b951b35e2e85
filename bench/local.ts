import { readFileSync } from "node:fs";
import { join } from "node:path";
import { childEnvironment } from "../common/child-environment";
import { run } from "../common/child-process";
import { exchange } from "../common/http-exchange";
import { textAt, valueAt } from "../common/json";
import { Problem } from "../common/problem";
import { userPoolIdOf } from "../contract/user-pool-id";
import { HeadlessBrowser } from "../local/alexa/headless-browser";
import { createUser } from "../local/demo/demo-user";
import { LocalHosts } from "../local/local-hosts";
import type { RunningSimulator } from "../local/simulator/running-simulator";
import { findSimulator } from "../local/simulator/running-simulator";
import { median, ms, table, times } from "./measure";
import type { Bench, Measured } from "./section";

const ROUNDS = 7;

/** The simulator from its start until its page is up, whole links in it, and what examines it. */
export async function benchLocal({ root, signal }: Bench): Promise<Measured> {
  if (findSimulator(root) !== undefined) {
    throw new Problem("A simulator runs in this project already. End it with Ctrl-C, and measure again.");
  }
  const end = new AbortController();
  const began = performance.now();
  const steps = new Map<string, number>();
  let isUp = (_: number): void => {};
  const readyMs = new Promise<number>((resolve) => {
    isUp = resolve;
  });
  const simulator = run(process.execPath, ["build/run.cjs", "cli/simulator.ts", "--json"], {
    cwd: root,
    env: childEnvironment(process.env, {}),
    signal: AbortSignal.any([signal, end.signal]),
    onLine: (line) => {
      const [, label = "", seconds] = /^✓ (.*?) {2}.*?([\d.]+) s$/.exec(line) ?? [];
      if (seconds !== undefined) {
        steps.set(label, Number(seconds) * 1000);
      }
      if (line.startsWith('{"url"')) {
        isUp(performance.now() - began);
      }
    },
  });
  // It ends when it is told to, and only then.
  const ended = simulator.then(({ stderr }) => {
    throw new Problem(`The simulator ended by itself: ${stderr}`);
  });
  ended.catch(() => {});
  try {
    return await measure(root, signal, await Promise.race([readyMs, ended]), steps);
  } finally {
    end.abort();
    await ended.catch(() => {});
  }
}

async function measure(
  root: string,
  signal: AbortSignal,
  readyMs: number,
  steps: ReadonlyMap<string, number>,
): Promise<Measured> {
  const terraformMs = ["init", "plan", "apply"].reduce((sum, it) => sum + (steps.get(`terraform ${it}`) ?? 0), 0);
  const simulator = findSimulator(root);
  if (simulator === undefined) {
    throw new Problem("The simulator is up, and its note for other commands is not there.");
  }
  const user = await newUser(simulator);
  const links: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    links.push(await linkMs(simulator, user));
  }
  const [firstMs = 0, ...others] = links;
  const furtherMs = median(others);
  const command = async (...args: readonly string[]): Promise<number> => {
    const from = performance.now();
    const options = { cwd: root, env: childEnvironment(process.env, {}), signal };
    const { exitCode, stdout } = await run(process.execPath, ["build/run.cjs", "cli/alexa-link.ts", ...args], options);
    // 1: doctor finds that Amazon's side has no settings yet.
    if (exitCode > 1) {
      throw new Problem(`alexa-link ${args.join(" ")} ended with exit code ${exitCode}: ${stdout}`);
    }
    return performance.now() - from;
  };
  const doctors: number[] = [];
  const helps: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    doctors.push(await command("doctor", "local"));
    helps.push(await command("--help"));
  }
  const [doctorMs, helpMs] = [median(doctors), median(helps)];
  return {
    text: table([
      ["", "wall", ""],
      ["simulator, until its page is up", ms(readyMs), `${times(readyMs / terraformMs)} Terraform's part of it`],
      ["whole link, the first after that", ms(firstMs), `${times(firstMs / helpMs)} alexa-link --help`],
      ["whole link, further ones", ms(furtherMs), ""],
      ["alexa-link doctor local", ms(doctorMs), `${times(doctorMs / helpMs)} its --help`],
      ["alexa-link --help", ms(helpMs), ""],
    ]),
    figures: [
      { name: "local: simulator, until its page is up", value: readyMs, unit: "ms" },
      { name: "local: simulator, against Terraform's part of it", value: readyMs / terraformMs, unit: "×" },
      { name: "local: whole link, the first", value: firstMs, unit: "ms" },
      { name: "local: whole link, the first, against --help", value: firstMs / helpMs, unit: "×" },
      { name: "local: whole link", value: furtherMs, unit: "ms" },
      { name: "local: doctor", value: doctorMs, unit: "ms" },
      { name: "local: doctor, against --help", value: doctorMs / helpMs, unit: "×" },
      { name: "local: --help", value: helpMs, unit: "ms" },
    ],
  };
}

/** Somebody with an account in the pool that the simulator deployed. */
async function newUser({ stackFolder, variables }: RunningSimulator) {
  const state = JSON.parse(readFileSync(join(stackFolder, "../../../terraform.dev.tfstate"), "utf8"));
  const issuer = textAt(valueAt(state, ["outputs", "account_linking", "value"]), "issuer") ?? "";
  const access = {
    endpoint: variables.AWS_ENDPOINT_URL ?? "",
    region: variables.AWS_REGION ?? "",
    credentials: {
      accessKeyId: variables.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? "",
    },
  };
  return createUser(access, userPoolIdOf({ issuer }), { email: "ada@example.com", givenName: "Ada" });
}

/** Links as the page and its visitor do: the sign-in page, the way back to Alexa, tokens, the skill's event; then unlinks. */
async function linkMs({ hosts: origins, url }: RunningSimulator, user: Awaited<ReturnType<typeof newUser>>) {
  const hosts = new LocalHosts(origins);
  const ask = async (method: string, at: string): Promise<unknown> => {
    const headers = method === "POST" ? { "content-type": "application/json", origin: url } : undefined;
    const body = method === "POST" ? "{}" : undefined;
    const limits = { timeoutMs: 30_000, maxBytes: 1024 * 1024 };
    const answer = await exchange({
      method,
      url: new URL(at),
      headers,
      ...limits,
      ...(body !== undefined && { body }),
    });
    const text = answer.body.toString("utf8");
    if (answer.status >= 400) {
      throw new Problem(`${at} answered ${answer.status}: ${text}`);
    }
    return text.startsWith("{") ? JSON.parse(text) : text;
  };
  const began = performance.now();
  const start = textAt(await ask("POST", `${url}/api/link`), "url") ?? "";
  const end = await new HeadlessBrowser({ hosts }).signIn(hosts.toProduction(start), user);
  if (end.kind !== "redirected") {
    throw new Problem(`The sign-in ended at ${end.url}: ${end.kind === "page" ? end.text : end.reason}`);
  }
  await ask("GET", hosts.toLocal(end.url));
  const took = performance.now() - began;
  const link = textAt(valueAt(await ask("GET", `${url}/api/state`), ["state"]), "link");
  if (link !== "linked") {
    throw new Problem(`After a whole link the simulator's account is ${link}.`);
  }
  await ask("POST", `${url}/api/unlink`);
  return took;
}
