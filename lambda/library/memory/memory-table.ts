import type { AwsCredentials } from "../aws-signature";
import { callHeaders } from "../aws-signature";
import type { Deadline } from "../deadline";
import type { HttpsFailureReason, HttpsResponse } from "../https-client";
import { HttpsFailure, httpsPost } from "../https-client";

/** What the table holds of a user. */
export interface StoredMemory {
  /** JSON. */
  readonly data: string;
  /** Of the skill's own data, as it was when this was written. */
  readonly version: number;
  /** Another one with every write. */
  readonly revision: string;
  /** Seconds since the epoch, from which on DynamoDB deletes it, within days. */
  readonly expiresAt: number;
}

/** Why a table gave no answer to build on. */
export type TableFailureReason =
  | HttpsFailureReason
  /** AWS took no more requests just now. */
  | "throttled"
  /** The role may not, the signature is wrong, or there are no credentials. */
  | "denied"
  | "no-table"
  | "status"
  | "malformed";

/** A call of the table without a usable answer. Says nothing of what was asked. */
export class TableFailure extends Error {
  constructor(readonly reason: TableFailureReason) {
    super(`the table gave no answer: ${reason}`);
    this.name = "TableFailure";
  }
}

/** Amazon DynamoDB API, "Common Errors", and the errors of GetItem, PutItem and DeleteItem. */
const REASONS: readonly (readonly [RegExp, TableFailureReason])[] = [
  [/^(ProvisionedThroughputExceeded|RequestLimitExceeded|Throttling|ThrottlingException)/, "throttled"],
  [/^(AccessDenied|UnrecognizedClient|MissingAuthenticationToken|IncompleteSignature|InvalidSignature)/, "denied"],
  [/^ExpiredToken|^KMS/, "denied"],
  [/^ResourceNotFound/, "no-table"],
];

/** A socket that died while Lambda was frozen leaves time for a fresh one. */
const ATTEMPT_MS = 450;

/** An attribute in DynamoDB's JSON. */
interface Attribute {
  readonly S?: unknown;
  readonly N?: unknown;
}

type Answer = Readonly<Record<string, unknown>> & { readonly Item?: Readonly<Record<string, Attribute>> };

/**
 * One table, keyed by `sub`, over HTTPS and without AWS's SDK, which takes longer to load than everything else in a skill.
 * Each call raises a TableFailure where there is no usable answer within its deadline.
 */
export class MemoryTable {
  private readonly region: string;

  /** @param credentials asked at each call: Lambda's change while a function lives */
  constructor(
    private readonly arn: string,
    private readonly credentials: () => AwsCredentials | undefined = lambdaCredentials,
  ) {
    this.region = arn.split(":")[3] ?? "";
  }

  /** What is stored of a user, whether it has expired or not. Sees every write that was answered before. */
  async get(subject: string, deadline: Deadline): Promise<StoredMemory | undefined> {
    const { Item } = await this.call("GetItem", { Key: key(subject), ConsistentRead: true }, deadline);
    return Item === undefined ? undefined : stored(Item);
  }

  /**
   * Writes, if what is stored is still what the caller has seen.
   *
   * @param seen undefined for nothing
   * @returns what somebody else has written in between, or deleted
   */
  async put(
    subject: string,
    memory: StoredMemory,
    seen: StoredMemory | undefined,
    deadline: Deadline,
  ): Promise<{ readonly kind: "written" } | { readonly kind: "conflict"; readonly found: StoredMemory | undefined }> {
    const condition =
      seen === undefined
        ? { ConditionExpression: "attribute_not_exists(#key)", ExpressionAttributeNames: { "#key": "sub" } }
        : {
            ConditionExpression: "#revision = :seen",
            ExpressionAttributeNames: { "#revision": "revision" },
            ExpressionAttributeValues: { ":seen": { S: seen.revision } },
          };
    const answer = await this.call(
      "PutItem",
      {
        Item: {
          ...key(subject),
          data: { S: memory.data },
          version: { N: String(memory.version) },
          revision: { S: memory.revision },
          expires_at: { N: String(memory.expiresAt) },
        },
        ...condition,
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
      deadline,
    );
    if (answer.conflict !== true) {
      return { kind: "written" };
    }
    const found = answer.Item === undefined ? undefined : stored(answer.Item);
    // Of two attempts the first may have arrived, although its answer did not.
    return found?.revision === memory.revision ? { kind: "written" } : { kind: "conflict", found };
  }

  /** Deletes what is stored of a user, if anything is. */
  async delete(subject: string, deadline: Deadline): Promise<void> {
    await this.call("DeleteItem", { Key: key(subject) }, deadline);
  }

  private async call(operation: string, parameters: object, deadline: Deadline): Promise<Answer> {
    const credentials = this.credentials();
    if (credentials === undefined) {
      throw new TableFailure("denied");
    }
    const host = `dynamodb.${this.region}.amazonaws.com`;
    const body = JSON.stringify({ TableName: this.arn, ...parameters });
    const target = `DynamoDB_20120810.${operation}`;
    const post = { host, region: this.region, service: "dynamodb", target, jsonVersion: "1.0", body } as const;
    try {
      const headers = callHeaders(post, credentials, new Date());
      return read(await httpsPost(`https://${host}/`, { headers, body, deadline, attemptMs: ATTEMPT_MS }));
    } catch (error) {
      throw error instanceof HttpsFailure ? new TableFailure(error.reason) : error;
    }
  }
}

/** Of the function's role, which Lambda keeps in its environment. */
function lambdaCredentials(): AwsCredentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = process.env;
  return accessKeyId === undefined || secretAccessKey === undefined
    ? undefined
    : { accessKeyId, secretAccessKey, sessionToken: AWS_SESSION_TOKEN };
}

const key = (subject: string): object => ({ sub: { S: subject } });

function read({ status, body }: HttpsResponse): Answer {
  const answer = parse(body);
  if (status === 200 && answer !== undefined) {
    return answer;
  }
  const type = typeof answer?.__type === "string" ? answer.__type.replace(/^.*#/, "") : "";
  if (type === "ConditionalCheckFailedException") {
    return { ...answer, conflict: true };
  }
  const known = REASONS.find(([names]) => names.test(type));
  throw new TableFailure(known?.[1] ?? (status === 200 ? "malformed" : "status"));
}

function parse(body: Buffer): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(body.toString("utf8"));
    return typeof answer === "object" && answer !== null ? { ...answer } : undefined;
  } catch {
    return undefined;
  }
}

/** What is in the table may have been put there by hand. */
function stored({ data, version, revision, expires_at }: Readonly<Record<string, Attribute>>): StoredMemory {
  const memory = { version: Number(version?.N), expiresAt: Number(expires_at?.N) };
  if (
    typeof data?.S !== "string" ||
    typeof revision?.S !== "string" ||
    !Number.isInteger(memory.version) ||
    !Number.isInteger(memory.expiresAt)
  ) {
    throw new TableFailure("malformed");
  }
  return { data: data.S, revision: revision.S, ...memory };
}
