import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { GetFunctionCommand, GetPolicyCommand, LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { messageOf, Problem } from "../../../common/problem";
import type { ZipEntry } from "../../../common/zip";
import { readZip } from "../../../common/zip";
import type { AwsAccess } from "../aws-access";
import { askEmulator } from "../aws-access";

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

export interface FetchFunctionOptions extends AwsAccess {
  /** With the alias or version that is to be invoked. */
  readonly arn: string;
  /** An existing folder, into which the code is unpacked. */
  readonly folder: string;
  /** Called before anything is unpacked; what it throws ends it. */
  readonly check: (deployed: DeployedFunction) => void;
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
  const zip = await download(options, code.Location);
  const digest = createHash("sha256").update(zip).digest("base64");
  if (digest !== codeSha256) {
    throw new Problem(`The code of ${arn} has the SHA-256 ${digest}; the service states ${codeSha256}.`);
  }
  const taskRoot = join(folder, "task");
  const deployed = {
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
  options.check(deployed);
  unpack(zip, taskRoot);
  return deployed;
}

/** Whether the function's policy lets a service in with this event source token; for Alexa, the skill id. */
export const isInvocableBy = (
  options: Pick<FetchFunctionOptions, keyof AwsAccess | "arn">,
  principal: string,
  eventSourceToken: string,
): Promise<boolean> =>
  allows(options, principal, ({ StringEquals }) => StringEquals?.["lambda:EventSourceToken"] === eventSourceToken);

/** Whether the function's policy lets a service in for this source; for Amazon Cognito, the pool's ARN. */
export const isInvocableFor = (
  options: Pick<FetchFunctionOptions, keyof AwsAccess | "arn">,
  principal: string,
  sourceArn: string,
): Promise<boolean> =>
  allows(options, principal, ({ ArnLike }) => (ArnLike?.["AWS:SourceArn"] ?? sourceArn) === sourceArn);

async function allows(
  options: Pick<FetchFunctionOptions, keyof AwsAccess | "arn">,
  principal: string,
  holds: (condition: Conditions) => boolean,
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
    ({ Effect, Action, Principal, Resource, Condition = {} }) =>
      Effect === "Allow" &&
      Action === "lambda:InvokeFunction" &&
      Resource === options.arn &&
      (typeof Principal === "string" ? Principal : Principal.Service) === principal &&
      holds(Condition),
  );
}

interface Statement {
  readonly Effect: string;
  readonly Action: string;
  readonly Resource: string;
  readonly Principal: string | { readonly Service?: string };
  readonly Condition?: Conditions;
}

interface Conditions {
  readonly StringEquals?: Readonly<Record<string, string>>;
  readonly ArnLike?: Readonly<Record<string, string>>;
}

async function withClient<T>(
  { endpoint, region, credentials }: AwsAccess,
  use: (client: LambdaClient) => Promise<T>,
): Promise<T> {
  const client = new LambdaClient({ endpoint, region, credentials });
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

/** Lambda's own limit for a zip that is sent as one. */
const MAX_ZIP_BYTES = 50 * 1024 * 1024;
/** Lambda's own limit for what comes out of it. */
const MAX_UNPACKED_BYTES = 250 * 1024 * 1024;

/** From the service itself and nowhere else, wherever it says that the code lies. */
async function download(access: FetchFunctionOptions, location: string): Promise<Uint8Array> {
  const { origin, pathname } = new URL(location);
  const why = async (): Promise<string | Uint8Array> => {
    if (origin !== new URL(access.endpoint).origin) {
      return "it lies elsewhere";
    }
    const { status, body } = await askEmulator(access, "emulator", { path: pathname, maxBytes: MAX_ZIP_BYTES });
    return status === 200 ? body : `HTTP status ${status}`;
  };
  const zip = await why().catch(messageOf);
  if (typeof zip === "string") {
    throw new Problem(`The code of ${access.arn} could not be fetched from ${origin}: ${zip}`);
  }
  return zip;
}

function unpack(zip: Uint8Array, folder: string): void {
  mkdirSync(folder, { recursive: true });
  let size = 0;
  const fits = (entry: ZipEntry): boolean => {
    size += entry.size;
    if (size > MAX_UNPACKED_BYTES) {
      throw new Problem("The function's zip holds more than the 250 MB that Lambda takes.");
    }
    return true;
  };
  for (const [name, content] of readZip(zip, fits)) {
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
