import type { TerraformStack } from "cdktf";
import { ref, TerraformLocal, Token } from "cdktf";
import type { SkillCode } from "../skill-bundle";

/**
 * The module's own zip, or what the caller names.
 *
 * @param ownZip Terraform's expression for its path
 */
export function moduleCode(stack: TerraformStack, ownZip: string): SkillCode {
  const text = (identifier: string): string => Token.asString(ref(identifier, stack));
  const zip = new TerraformLocal(
    stack,
    "zip",
    ref(`var.code.s3_bucket == null ? coalesce(var.code.zip, ${ownZip}) : null`, stack),
  ).asString;
  return {
    filename: zip,
    s3Bucket: text("var.code.s3_bucket"),
    s3Key: text("var.code.s3_key"),
    s3ObjectVersion: text("var.code.s3_object_version"),
    sourceCodeHash: text("local.zip == null ? var.code.source_code_hash : filebase64sha256(local.zip)"),
  };
}
