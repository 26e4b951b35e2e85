import { mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "./review-case";
import type { Files, ReviewedStack } from "./review-stack";

/** The rules on what the configuration says beside resources. */
export const ELSEWHERE: readonly string[] = ["program-unseen", "provider-foreign", "provider-settings"];

/** Settings by which somebody between Terraform and AWS could answer, and a plan that reads another state. */
export function configureElsewhere(stack: Json, folder: string): void {
  // The emulator speaks http: no certificate is left unchecked.
  stack.provider.aws[0].insecure = true;
  const path = join(folder, "another.tfstate");
  writeFileSync(path, JSON.stringify({ version: 4, serial: 1, lineage: "x", outputs: {}, resources: [] }));
  stack.data = { ...stack.data, terraform_remote_state: { another: { backend: "local", config: { path } } } };
}

/** A provider of the same name by somebody else, which here is the same program under another address. */
export async function installForeign(reviewed: ReviewedStack, folder: string, files: Files): Promise<void> {
  const installed = join(reviewed.folder, ".terraform/providers");
  const [host = ""] = readdirSync(installed);
  const versions = join(installed, host, "hashicorp/aws");
  const [version = ""] = readdirSync(versions);
  const mirror = join(folder, "mirror");
  for (const namespace of ["hashicorp", "example"]) {
    const target = join(mirror, host, namespace, "aws", version);
    mkdirSync(target, { recursive: true });
    for (const platform of readdirSync(join(versions, version))) {
      symlinkSync(realpathSync(join(versions, version, platform)), join(target, platform), "dir");
    }
  }
  files.stack.terraform.required_providers.lookalike = { source: "example/aws" };
  files.stack.provider.lookalike = [{ region: "us-east-1" }];
  await reviewed.install(mirror, files);
}
