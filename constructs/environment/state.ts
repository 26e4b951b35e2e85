import { ALL_AWS_REGIONS } from "../../contract/aws-regions";
import type { GroupField, TextField } from "./field";
import { choice, UnicodePattern } from "./field";

export type StateBackendProps = S3StateProps | LocalStateProps;

/** State in an S3 bucket, encrypted, locked by a lock file beside it (Terraform 1.10 and later). */
export interface S3StateProps {
  /** Says that the state is in S3. */
  readonly type: "s3";
  /** The bucket's name. The bucket must exist. */
  readonly bucket: string;
  /**
   * The object's key.
   * @default - {project}/{name}.tfstate
   */
  readonly key?: string;
  /**
   * The bucket's region.
   * @default - the environment's region
   */
  readonly region?: string;
}

/** State in a file on this machine, unencrypted: for trying things out. */
export interface LocalStateProps {
  /** Says that the state is in a file. */
  readonly type: "local";
  /**
   * The file, relative to the stack's folder `cdktf.out/stacks/{name}`, as Terraform reads it. Begin with
   * `../../../` to keep it in the project's folder.
   */
  readonly path: string;
}

/**
 * The name of a bucket. Source: Amazon S3, "General purpose bucket naming rules". The reserved endings are left out:
 * an alias of an access point has one, and stands where a bucket does.
 * @internal
 */
export const bucketName: TextField = {
  kind: "text",
  pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  except: /\.\.|^[0-9]{1,3}(\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)/,
  allowed:
    "3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends, no two dots together, not an IP address",
  fix: "write the name of an existing S3 bucket",
};

/**
 * By the type of the backend.
 * @internal
 */
export const stateVariants = {
  s3: {
    kind: "group",
    fields: {
      type: choice(["s3"], "write s3"),
      bucket: { ...bucketName, known: true },
      key: {
        kind: "text",
        known: true,
        // Terraform, S3 backend (assumed): no slash at either end, no two together. Amazon S3, "Naming objects": 1024 bytes, here
        // without those of `.tflock`, the lock beside the state.
        pattern: new UnicodePattern(String.raw`^[^\s\p{Cc}]+$`),
        except: /^\/|\/$|\/\/|[$%]\{/,
        maxBytes: 1017,
        allowed: "1 to 1017 bytes without white space, no slash at either end, no two slashes together",
        fix: "write the object's key, or leave it out",
        derived: "`{project}/{name}.tfstate`",
      },
      region: {
        ...choice(ALL_AWS_REGIONS, "write the bucket's region, such as eu-west-1, or leave it out"),
        known: true,
        derived: "the environment's region",
      },
    },
  } satisfies GroupField<S3StateProps>,
  local: {
    kind: "group",
    fields: {
      type: choice(["local"], "write local"),
      path: {
        kind: "text",
        known: true,
        pattern: new UnicodePattern(String.raw`^[^/\\~\s\p{Cc}][^\\\p{Cc}]*$`),
        except: /^[A-Za-z]:|[$%]\{|(^|\/)\.{0,2}$/,
        allowed: "a file's path relative to cdktf.out/stacks/{name}, with forward slashes",
        fix: "write a relative path, such as ../../../terraform.dev.tfstate: an absolute one differs between machines",
      },
    },
  } satisfies GroupField<LocalStateProps>,
};
