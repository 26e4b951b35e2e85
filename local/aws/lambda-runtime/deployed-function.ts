import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { GetFunctionCommand, GetPolicyCommand, LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { unzipSync } from "fflate";
import { messageOf, Problem } from "../../../common/problem";

/** A Lambda function as it is deployed, read back and unpacked. */
export interface DeployedFunction {
  /** The ARN by which it was asked for, as a handler's context shows it: `…:function:{name}:{alias}`. */
  readonly arn: string;
  readonly name: string;
  /** The published version that the alias points to. */
  readonly version: string;
  /** `file.export` */
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memorySizeMb: number;
  readonly region: string;
  /** The function's own environment variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** Base64, as AWS gives it and as Terraform's `source_code_hash` has it. */
  readonly codeSha256: string;
  readonly codeSizeBytes: number;
  /** The folder with the unpacked code. */
  readonly taskRoot: string;
}

export interface FetchFunctionOptions {
  readonly endpoint: string;
  readonly region: string;
  /** With the alias or version that is to be invoked. */
  readonly arn: string;
  /** An existing folder, into which the code is unpacked. */
  readonly folder: string;
}

/**
 * Reads a deployed function back: its configuration, and its code from where the service says it lies. The code must
 * have the digest that the service states.
 */
export async function fetchFunction(options: FetchFunctionOptions): Promise<DeployedFunction> {
  const { arn, folder } = options;
  const { Configuration: configuration, Code: code } = await withClient(options, (client) =>
    client.send(new GetFunctionCommand({ FunctionName: arn })),
  );
  const { FunctionName: name, Handler: handler, CodeSha256: codeSha256 } = configuration ?? {};
  if (name === undefined || handler === undefined || codeSha256 === undefined || code?.Location === undefined) {
    throw new Problem(`${arn} is not a function with code in a zip file: there is nothing to run.`);
  }
  const zip = await download(code.Location, arn);
  const digest = createHash("sha256").update(zip).digest("base64");
  if (digest !== codeSha256) {
    throw new Problem(`The code of ${arn} has the SHA-256 ${digest}; the service states ${codeSha256}.`);
  }
  const taskRoot = join(folder, "task");
  unpack(zip, taskRoot);
  return {
    arn,
    name,
    handler,
    codeSha256,
    taskRoot,
    version: configuration?.Version ?? "$LATEST",
    runtime: configuration?.Runtime ?? "",
    timeoutSeconds: configuration?.Timeout ?? 3,
    memorySizeMb: configuration?.MemorySize ?? 128,
    region: options.region,
    variables: configuration?.Environment?.Variables ?? {},
    codeSizeBytes: zip.length,
  };
}

/** Whether the function's policy lets a service in with this event source token; for Alexa, the skill id. */
export async function isInvocableBy(
  options: Pick<FetchFunctionOptions, "endpoint" | "region" | "arn">,
  principal: string,
  eventSourceToken: string,
): Promise<boolean> {
  const policy = await withClient(options, async (client) => {
    try {
      return (await client.send(new GetPolicyCommand({ FunctionName: options.arn }))).Policy;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        return undefined; // a function without any permission has no policy
      }
      throw error;
    }
  });
  const statements = (JSON.parse(policy ?? '{"Statement": []}') as { readonly Statement: readonly Statement[] })
    .Statement;
  return statements.some(
    ({ Effect, Action, Principal, Resource, Condition }) =>
      Effect === "Allow" &&
      Action === "lambda:InvokeFunction" &&
      Resource === options.arn &&
      (typeof Principal === "string" ? Principal : Principal.Service) === principal &&
      Condition?.StringEquals?.["lambda:EventSourceToken"] === eventSourceToken,
  );
}

interface Statement {
  readonly Effect: string;
  readonly Action: string;
  readonly Resource: string;
  readonly Principal: string | { readonly Service?: string };
  readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string>> };
}

async function withClient<T>(
  { endpoint, region }: Pick<FetchFunctionOptions, "endpoint" | "region">,
  use: (client: LambdaClient) => Promise<T>,
): Promise<T> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new LambdaClient({ endpoint, region, credentials });
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

async function download(location: string, arn: string): Promise<Uint8Array> {
  try {
    const response = await fetch(location);
    if (!response.ok) {
      throw new Problem(`HTTP status ${response.status}`);
    }
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new Problem(`The code of ${arn} could not be fetched from ${new URL(location).origin}: ${messageOf(error)}`);
  }
}

function unpack(zip: Uint8Array, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    const file = join(folder, name);
    if (relative(folder, file).startsWith("..")) {
      throw new Problem(`The function's zip holds ${name}, which lies outside of its folder.`);
    }
    if (name.endsWith("/")) {
      mkdirSync(file, { recursive: true });
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}
