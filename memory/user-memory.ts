import { LambdaClient } from "@aws-sdk/client-lambda";
import { awsReason } from "../common/aws-reason";
import type { HttpResponse } from "../common/http-exchange";
import { exchange, NoResponse } from "../common/http-exchange";
import { isObject, member, textAt } from "../common/json";
import { Problem } from "../common/problem";
import { callHeaders } from "../lambda/library/aws-signature";

/** What the skill remembers of a user, as it is stored. */
export interface UserMemory {
  /** What the skill's handlers wrote; the text as it is, where it is not JSON. */
  readonly data: unknown;
  /** Of the data's form, which the skill counts. */
  readonly version: number | undefined;
  /** When it is forgotten, in ISO 8601. */
  readonly expiresAt: string | undefined;
}

export interface UserMemoriesProps {
  /** `arn:aws:dynamodb:{region}:{account}:table/{name}` */
  readonly tableArn: string;
  readonly signal: AbortSignal;
}

const ANSWER_MS = 10_000;
/** DynamoDB's items have at most 400 KB, which JSON can make six times as long. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The table of a deployed skill, for those who have to say what is in it of a user, or to delete that. */
export class UserMemories {
  private readonly region: string;
  /** For its credentials: it finds them as every AWS tool does. */
  private readonly aws: LambdaClient;

  constructor(private readonly props: UserMemoriesProps) {
    this.region = props.tableArn.split(":")[3] ?? "";
    this.aws = new LambdaClient({ region: this.region });
  }

  /**
   * Reads what is stored of a user, expired or not.
   *
   * @returns undefined when nothing is
   * @throws Problem that says why AWS did not answer
   */
  async read(sub: string): Promise<UserMemory | undefined> {
    const { Item } = await this.call("GetItem", { Key: { sub: { S: sub } }, ConsistentRead: true });
    if (!isObject(Item)) {
      return undefined;
    }
    const attribute = (name: string, type: "N" | "S"): string | undefined => textAt(member(Item, name), type);
    const expiresAt = Number(attribute("expires_at", "N"));
    const version = Number(attribute("version", "N"));
    return {
      data: parsed(attribute("data", "S") ?? ""),
      version: Number.isInteger(version) ? version : undefined,
      expiresAt: Number.isInteger(expiresAt) ? new Date(expiresAt * 1000).toISOString() : undefined,
    };
  }

  /**
   * Deletes what is stored of a user.
   *
   * @throws Problem that says why AWS did not answer; it may have deleted even so
   */
  async delete(sub: string): Promise<void> {
    await this.call("DeleteItem", { Key: { sub: { S: sub } } });
  }

  close(): void {
    this.aws.destroy();
  }

  private async call(operation: string, parameters: object): Promise<Readonly<Record<string, unknown>>> {
    const action = `dynamodb:${operation}`;
    const body = JSON.stringify({ TableName: this.props.tableArn, ...parameters });
    const answer = await this.send(operation, body).catch((error: unknown) => {
      this.props.signal.throwIfAborted();
      throw new Problem(whyNot(error, action), { cause: error });
    });
    const json = parsed(answer.body.toString("utf8"));
    const fields = isObject(json) ? json : {};
    if (answer.status !== 200) {
      const name = textAt(fields, "__type")?.replace(/^.*#/, "") ?? `HTTP status ${answer.status}`;
      const message = textAt(fields, "message") ?? textAt(fields, "Message") ?? "";
      throw new Problem(awsReason(Object.assign(new Error(message), { name }), action));
    }
    return fields;
  }

  private async send(operation: string, body: string): Promise<HttpResponse> {
    // The variables that AWS's own tools read, for another endpoint than the region's.
    const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB = AWS_ENDPOINT_URL } = process.env;
    const url = new URL(AWS_ENDPOINT_URL_DYNAMODB ?? `https://dynamodb.${this.region}.amazonaws.com`);
    const target = `DynamoDB_20120810.${operation}`;
    const call = {
      host: url.host,
      region: this.region,
      service: "dynamodb",
      target,
      jsonVersion: "1.0",
      body,
    } as const;
    const headers = callHeaders(call, await this.aws.config.credentials(), new Date());
    const { signal } = this.props;
    return exchange({ method: "POST", url, headers, body, timeoutMs: ANSWER_MS, maxBytes: MAX_BYTES, signal });
  }
}

function whyNot(error: unknown, action: string): string {
  if (!(error instanceof NoResponse)) {
    return awsReason(error, action);
  }
  const { why, cause, connected } = error;
  const timeout = Object.assign(new Error(why), { name: "TimeoutError" });
  const reason =
    why === "too large" ? `AWS answered ${action} with more than is read.` : awsReason(cause ?? timeout, action);
  const isInDoubt = connected && action === "dynamodb:DeleteItem";
  return isInDoubt ? `${reason} It may have been deleted even so: run this again.` : reason;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
