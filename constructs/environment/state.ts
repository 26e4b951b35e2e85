import type { GroupField } from "./field";
import { choice, TEMPLATE } from "./field";

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

/** Amazon S3, "General purpose bucket naming rules". */
export const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * By the type of the backend.
 * @internal
 */
export const stateVariants = {
  s3: {
    kind: "group",
    fields: {
      type: choice(["s3"], "write s3"),
      bucket: {
        kind: "text",
        known: true,
        pattern: BUCKET_NAME,
        allowed: "3 to 63 lower-case letters, digits, dots and hyphens",
        fix: "write the name of an existing S3 bucket",
      },
      key: {
        kind: "text",
        known: true,
        pattern: /^[^/\s][^\s]{0,1023}$/,
        except: TEMPLATE,
        allowed: "1 to 1024 characters without white space, not beginning with a slash",
        fix: "write the object's key, or leave it out",
        derived: "`{project}/{name}.tfstate`",
      },
      region: {
        kind: "text",
        known: true,
        pattern: /^[a-z]{2}(-[a-z]+)+-[0-9]$/,
        allowed: "an AWS region",
        fix: "write the bucket's region, such as eu-west-1, or leave it out",
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
        pattern: /^[^/\\~\s][^\\]*$/,
        except: /^[A-Za-z]:|[$%]\{|(^|\/)\.{0,2}$/,
        allowed: "a file's path relative to cdktf.out/stacks/{name}, with forward slashes",
        fix: "write a relative path, such as ../../../terraform.dev.tfstate: an absolute one differs between machines",
      },
    },
  } satisfies GroupField<LocalStateProps>,
};
