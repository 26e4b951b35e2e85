import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../common/child-process";
import { membersOf, textAt, valueAt } from "../common/json";
import { messageOf, Problem, Unavailable } from "../common/problem";
import { readStackJson } from "../terraform/stack-json";
import type { FoundParts } from "./release";

export interface FoundPartsOptions {
  /** The project's folder. */
  readonly root: string;
  /** By environment, the folder of the synthesized stack. */
  readonly stacks: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * What a release of this checkout is made of: the commit, the function's zip, and for each environment the synthesized
 * stack and the provider's lock file.
 *
 * @throws Problem when the stacks hold different zips of the skill, or any zip that is not the one Terraform would
 *   deploy
 */
export async function foundParts({ root, stacks, signal }: FoundPartsOptions): Promise<FoundParts> {
  const zips = Object.entries(stacks).flatMap(([name, folder]) =>
    zipsOf(name, folder).filter(({ isSkill }) => isSkill),
  );
  const [first] = zips;
  if (first === undefined) {
    throw new Problem("No stack has a function with a zip: there is nothing to release.");
  }
  const others = zips.filter(({ sha256 }) => sha256 !== first.sha256);
  if (others.length > 0) {
    const seen = [first, ...others].map(({ environment, sha256 }) => `${environment}: ${sha256}`).join(", ");
    throw new Problem(
      `A release is one skill's zip, and the stacks have different ones (${seen}). Where they are of one skill, ` +
        "synthesize them all: npx cdktf synth. Another skill needs a folder with a cdktf.json of its own.",
    );
  }
  return {
    commit: await git(root, ["rev-parse", "HEAD"], signal),
    // What is synthesized is compared by its hashes, and the release cannot be part of itself.
    differing: (
      await git(root, ["status", "--porcelain", "--", ".", ":(exclude)cdktf.out", ":(exclude)release.json"], signal)
    )
      .split("\n")
      .flatMap((line) => /^\s*\S+\s+(.+)$/.exec(line)?.[1] ?? []),
    codeSha256: first.sha256,
    stackSha256: mapped(stacks, (folder) => sha256(readFileSync(join(folder, "cdk.tf.json")), "hex")),
    providerLockSha256: mapped(stacks, (folder) => {
      const file = join(folder, ".terraform.lock.hcl");
      return existsSync(file) ? sha256(readFileSync(file), "hex") : null;
    }),
  };
}

/** The names of the skill's functions in every stack: `aws_lambda_function.skill`, and in a further region `skill_eu_west_1`. */
const SKILL = /^skill(_[a-z]+_[a-z]+_\d)?$/;

interface Zip {
  readonly environment: string;
  /** Whether it is the skill's, and not of another function that somebody has in the stack. */
  readonly isSkill: boolean;
  /** Base64. */
  readonly sha256: string;
}

function zipsOf(environment: string, folder: string): readonly Zip[] {
  const functions = membersOf(valueAt(readStackJson(folder), ["resource", "aws_lambda_function"]));
  return [...functions].flatMap(([name, it]) => {
    const filename = textAt(it, "filename");
    if (filename === undefined) {
      return [];
    }
    const stated = textAt(it, "source_code_hash") ?? "none";
    const found = sha256(zipAt(environment, join(folder, filename)), "base64");
    if (found !== stated) {
      throw new Problem(
        `${environment}: ${filename} has the SHA-256 ${found}, and the stack says ${stated}. Synthesize it anew.`,
      );
    }
    return [{ environment, isSkill: SKILL.test(name), sha256: found }];
  });
}

function zipAt(environment: string, file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Problem(
      `${environment}: ${file} cannot be read: ${messageOf(error)}. Synthesize it anew: npx cdktf synth`,
    );
  }
}

async function git(root: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
  const { exitCode, stdout, stderr } = await run("git", args, {
    cwd: root,
    env: process.env,
    signal,
    timeoutMs: 60_000,
  });
  if (exitCode !== 0) {
    throw new Unavailable(
      `A release is a commit, and git cannot tell it (git ${args[0]}): ${(stderr || stdout).trim().split("\n")[0]}`,
    );
  }
  return stdout.trim();
}

const sha256 = (content: Uint8Array, encoding: "hex" | "base64"): string =>
  createHash("sha256").update(content).digest(encoding);

const mapped = <T>(record: Readonly<Record<string, string>>, value: (folder: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, folder]) => [name, value(folder)]));
