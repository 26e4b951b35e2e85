import type { RequestListener } from "node:http";
import type { MemorySettings } from "../../../lambda/library";
import { Cognito, reply } from "./cognito";

export const memorySettings: MemorySettings = {
  tableArn: "arn:aws:dynamodb:eu-west-1:123456789012:table/alexa-skill-dev-memory",
  retentionDays: 30,
};

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;

/** A table on this machine, with what the memory needs of Amazon DynamoDB: three operations and two conditions. */
export class Table {
  /** By `sub`. */
  readonly items = new Map<string, Item>();
  /** The operations that were asked for, oldest first. */
  readonly calls: string[] = [];
  /** Comes before the next put is looked at: what another request does meanwhile. */
  meanwhile: (() => void) | undefined;

  readonly listener: RequestListener = (request, response) => {
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    this.calls.push(operation);
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const [status, answer] = this.answer(operation, JSON.parse(body));
      reply(response, status, answer);
    });
  };

  put(sub: string, data: unknown, rest: { version?: number; revision?: string; expiresIn?: number } = {}): void {
    const { version = 1, revision = "r", expiresIn = 1000 } = rest;
    this.items.set(sub, {
      sub: { S: sub },
      data: { S: JSON.stringify(data) },
      version: { N: String(version) },
      revision: { S: revision },
      expires_at: { N: String(Math.floor(Date.now() / 1000) + expiresIn) },
    });
  }

  private answer(
    operation: string,
    parameters: {
      readonly Key?: { readonly sub: { readonly S: string } };
      readonly Item?: Item;
      readonly ExpressionAttributeValues?: { readonly ":seen": { readonly S: string } };
    },
  ): readonly [number, object] {
    const sub = parameters.Key?.sub.S ?? parameters.Item?.sub?.S ?? "";
    switch (operation) {
      case "GetItem":
        return [200, this.items.has(sub) ? { Item: this.items.get(sub) } : {}];
      case "DeleteItem":
        this.items.delete(sub);
        return [200, {}];
      case "PutItem": {
        const { meanwhile } = this;
        this.meanwhile = undefined;
        meanwhile?.();
        const stored = this.items.get(sub);
        if (stored?.revision?.S !== parameters.ExpressionAttributeValues?.[":seen"].S) {
          const __type = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
          return [400, { __type, ...(stored !== undefined && { Item: stored }) }];
        }
        this.items.set(sub, parameters.Item ?? {});
        return [200, {}];
      }
      default:
        return [400, { __type: "com.amazon.coral.service#UnknownOperationException" }];
    }
  }
}

/** A user pool with the table beside it, for a function that has a role's credentials. */
export async function openWithTable(): Promise<{ readonly cognito: Cognito; readonly table: Table }> {
  const [cognito, table] = [new Cognito(), new Table()];
  cognito.table = table.listener;
  await cognito.open();
  process.env.AWS_ACCESS_KEY_ID = "AKIDEXAMPLE";
  process.env.AWS_SECRET_ACCESS_KEY = "secret";
  return { cognito, table };
}

export async function closeWithTable(cognito: Cognito): Promise<void> {
  await cognito.close();
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
}
