import type { Environment } from "./child-process";

/**
 * The environment of a program that is to use a profile of the shared AWS files. Keys that stand in variables go: the
 * AWS SDK for Go, which Terraform uses, takes them before the profile, and would reach another account.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function withAwsProfile(inherited: Environment, profile: string | undefined): Environment {
  if (profile === undefined) {
    return inherited;
  }
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, AWS_SESSION_TOKEN: ___, ...others } = inherited;
  return { ...others, AWS_PROFILE: profile };
}
