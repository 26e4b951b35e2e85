import { findExecutable } from "../../common/executable";

const hasTerraform = findExecutable(process.env.TERRAFORM_BINARY_NAME ?? "terraform") !== undefined;

/** `test` for what needs Terraform, and no provider. Without it skipped, except in CI, where that would be a hole. */
export const testWithTerraform = hasTerraform || process.env.CI === "true" ? test : test.skip;
