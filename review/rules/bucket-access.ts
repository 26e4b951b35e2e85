/** What a plan shows of a bucket that is there: who reads it beside its owner, and by which key it is encrypted. */
import { member, valueAt } from "../../common/json";
import { readIamPolicy } from "../iam-policy";
import type { PlannedChange } from "../plan";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";
import { blocksAt, textAt } from "./values";

type Side = PlannedChange["before"];

/** What belongs to a bucket and says who may read it. */
const PARTS = ["aws_s3_bucket", "aws_s3_bucket_acl", "aws_s3_bucket_policy", "aws_s3_bucket_website_configuration"];

interface Bucket {
  /** Everybody: by a policy, an ACL or as a website. */
  readonly isPublic: boolean;
  /** Whoever an ACL names beside the owner: everybody, or the service that delivers logs. */
  readonly isShared: boolean;
}

/** By name, what is there and stays; S3 knows one bucket of a name in all regions. */
const buckets = oncePerPlan(({ ofType }): ReadonlyMap<string, Bucket> => {
  const found = new Map<string, Bucket>();
  for (const { type, action, before } of PARTS.flatMap(ofType)) {
    const name = action === "create" ? undefined : textAt(before, "bucket");
    if (name !== undefined) {
      const known = found.get(name);
      found.set(name, {
        isPublic: known?.isPublic === true || isPublic(type, before),
        isShared: known?.isShared === true || isShared(before),
      });
    }
  }
  return found;
});

const isPublic = (type: string, side: Side): boolean =>
  type === "aws_s3_bucket_website_configuration" ||
  blocksAt(side, "website").length > 0 ||
  lets(member(side, "policy")) ||
  /^(?:public|authenticated)-/.test(textAt(side, "acl") ?? "") ||
  grantsOf(side).some((uri) => /AllUsers|AuthenticatedUsers/.test(uri));

/** Whether a policy lets everybody in, or cannot be read. */
function lets(text: unknown): boolean {
  if (text === undefined || text === null || text === "") {
    return false;
  }
  const policy = readIamPolicy(text);
  return policy === undefined || [...policy.allows.values()].some(({ on }) => /^(?:AWS )?\*$/.test(on));
}

const isShared = (side: Side): boolean =>
  (textAt(side, "acl") ?? "private") !== "private" || grantsOf(side).some((uri) => uri !== "");

const grantsOf = (side: Side): readonly string[] => [
  ...blocksAt(side, "grant").map(({ uri }) => (typeof uri === "string" ? uri : "")),
  ...blocksAt(side, "access_control_policy", 0, "grant").map((grant) =>
    String(valueAt(grant, ["grantee", 0, "uri"]) ?? ""),
  ),
];

const bucketOf = ({ after }: PlannedChange, context: RuleContext): Bucket | undefined =>
  buckets(context).get(textAt(after, "bucket") ?? "");

/** Whether what comes new over a bucket may shut out whoever reads it today, as far as the plan shows. */
export const isReadByEverybody = (change: PlannedChange, context: RuleContext): boolean =>
  bucketOf(change, context)?.isPublic === true;

/** The same of whom an ACL lets in. */
export const isReadByAcl = (change: PlannedChange, context: RuleContext): boolean =>
  bucketOf(change, context)?.isShared === true;

/** Buckets that Amazon S3's own key encrypts, as the plan shows. */
const byServiceKey = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_s3_bucket").flatMap(({ action, before }) => {
        const rules = blocksAt(before, "server_side_encryption_configuration", 0, "rule");
        const isByServiceKey = rules.every(
          (rule) => valueAt(rule, ["apply_server_side_encryption_by_default", 0, "sse_algorithm"]) === "AES256",
        );
        return action !== "create" && rules.length > 0 && isByServiceKey ? (textAt(before, "bucket") ?? []) : [];
      }),
    ),
);

/** Whether a bucket that is there needs no other key to be read, as far as the plan shows. */
export const hasServiceKey = ({ after }: PlannedChange, context: RuleContext): boolean =>
  byServiceKey(context).has(textAt(after, "bucket") ?? "");

/** Whether the plan shows rules by which what is in a bucket is deleted or moved. */
export const hasLifecycle = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_s3_bucket").flatMap(({ action, before }) =>
        action !== "create" && blocksAt(before, "lifecycle_rule").length > 0 ? (textAt(before, "bucket") ?? []) : [],
      ),
    ),
);
