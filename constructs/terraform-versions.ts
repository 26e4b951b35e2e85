/** Both major versions apply the stack. The bindings alone would pin the exact version they were made from. */
export const AWS_PROVIDER = { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" };

/** The first version whose S3 backend locks with a file (`use_lockfile`); OpenTofu's too. */
export const REQUIRED_VERSION = ">= 1.10.0";

/** The first version that knows the branding of managed login and reads it in a pool with several clients. */
export const MANAGED_LOGIN_AWS_PROVIDER = { ...AWS_PROVIDER, version: ">= 6.13.0, < 7.0.0" };

/** The first version that knows where a user pool's logs go. Source: the provider's changelog. */
export const LOG_DELIVERY_AWS_PROVIDER = { ...AWS_PROVIDER, version: ">= 6.5.0, < 7.0.0" };
