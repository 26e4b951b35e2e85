/** Both major versions apply the stack. The bindings alone would pin the exact version they were made from. */
export const AWS_PROVIDER = { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" };

/** The first version whose S3 backend locks with a file (`use_lockfile`); OpenTofu's too. */
export const REQUIRED_VERSION = ">= 1.10.0";
