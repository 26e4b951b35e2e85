import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AssetType, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";

/** The zip that becomes the skill's function: the same bytes in every environment. */
export interface SkillBundle {
  /** The zip's absolute path on this machine. */
  readonly path: string;
  /** SHA-256 of the zip in hexadecimal: the bundle's identity. */
  readonly sha256: string;
  /** SHA-256 of the zip in Base64, as Lambda reports it in `CodeSha256` and Terraform compares it. */
  readonly sourceCodeHash: string;
}

/** Code that is not on this machine at synth: arguments of `aws_lambda_function`, under the provider's names. */
export interface SkillCode {
  readonly filename?: string;
  readonly s3Bucket?: string;
  readonly s3Key?: string;
  readonly s3ObjectVersion?: string;
  readonly sourceCodeHash?: string;
}

/**
 * Reads a bundle that was built before.
 *
 * @param path the zip, absolute or relative to the working directory
 * @throws Error when there is no such file
 */
export function readSkillBundle(path: string): SkillBundle {
  const absolute = resolve(path);
  let zip: Buffer;
  try {
    zip = readFileSync(absolute);
  } catch (error) {
    throw new Error(
      `There is no skill bundle at ${absolute} (${(error as Error).message}). Build it first, with buildSkillZip ` +
        "of the npm package, or here with: npm run bundle",
    );
  }
  const digest = createHash("sha256").update(zip).digest();
  return { path: absolute, sha256: digest.toString("hex"), sourceCodeHash: digest.toString("base64") };
}

/**
 * Where Terraform finds the code. A bundle lies beside the stack's configuration, in a folder named after its content: a
 * saved plan then finds the very bytes it was made with, or nothing. The path is relative to the stack's folder.
 *
 * @param scope of the function
 * @internal
 */
export function codeOf(scope: Construct, bundle: SkillBundle | SkillCode): SkillCode {
  if (!("path" in bundle)) {
    return bundle;
  }
  const { path, sha256, sourceCodeHash } = bundle;
  const { path: filename } = new TerraformAsset(scope, "bundle", { path, type: AssetType.FILE, assetHash: sha256 });
  return { filename, sourceCodeHash };
}
