import type { AliasConfiguration, FunctionConfiguration } from "@aws-sdk/client-lambda";
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  PreconditionFailedException,
  paginateListVersionsByFunction,
  UpdateAliasCommand,
} from "@aws-sdk/client-lambda";
import { credentialsReason } from "../common/aws-reason";
import { throughProxy } from "../common/http-proxy";
import { messageOf, Problem } from "../common/problem";
import type { RunningFunction } from "./running-code";

export interface FunctionAliasProps {
  /** `arn:aws:lambda:{region}:{account}:function:{name}:{alias}`; one that is made elsewhere may have no alias. */
  readonly arn: string;
  /** A profile of the shared AWS files. @default - as the standard AWS variables say */
  readonly profile?: string;
}

/** A published version of a function. */
export interface FunctionVersion {
  readonly version: number;
  /** Base64. */
  readonly codeSha256: string;
  /** As AWS has it, in ISO 8601. */
  readonly publishedAt: string;
}

/** The alias that Alexa invokes, read and moved through the AWS API. */
export class FunctionAlias {
  private readonly api: LambdaClient;
  private readonly functionArn: string;
  private readonly name: string;
  private readonly profile?: string;

  constructor({ arn, profile }: FunctionAliasProps) {
    const parts = arn.split(":");
    this.functionArn = parts.slice(0, 7).join(":");
    this.name = parts[7] ?? "";
    this.profile = profile;
    this.api = new LambdaClient({
      region: parts[3],
      ...(profile !== undefined && { profile }),
      ...throughProxy(`https://lambda.${parts[3]}.amazonaws.com`),
    });
  }

  /** The configuration of the version that the alias names. */
  async configuration(signal: AbortSignal): Promise<FunctionConfiguration> {
    const command = new GetFunctionConfigurationCommand({
      FunctionName: this.functionArn,
      Qualifier: this.name || undefined,
    });
    return this.asked(
      () => this.api.send(command, { abortSignal: inTime(signal) }),
      `read ${this.functionArn}:${this.name}`,
    );
  }

  async read(signal: AbortSignal): Promise<AliasConfiguration> {
    const command = new GetAliasCommand({ FunctionName: this.functionArn, Name: this.name });
    return this.asked(() => this.api.send(command, { abortSignal: inTime(signal) }), `read the alias ${this.name}`);
  }

  /** The versions that get a part of the requests; neither a function's own ARN nor a version's has any. */
  async routing(signal: AbortSignal): Promise<Readonly<Record<string, number>> | undefined> {
    return this.name === "" || /^\d+$/.test(this.name)
      ? undefined
      : (await this.read(signal)).RoutingConfig?.AdditionalVersionWeights;
  }

  /** The code that the alias runs. */
  async running(signal: AbortSignal): Promise<RunningFunction> {
    const [{ CodeSha256 = "", Version = "" }, routing] = await Promise.all([
      this.configuration(signal),
      this.routing(signal),
    ]);
    return { codeSha256: CodeSha256, version: Version, routing };
  }

  /** All published versions, the newest first. */
  async versions(signal: AbortSignal): Promise<readonly FunctionVersion[]> {
    return this.asked(async () => {
      const found: FunctionVersion[] = [];
      for await (const page of paginateListVersionsByFunction(
        { client: this.api },
        { FunctionName: this.functionArn },
        { abortSignal: inTime(signal) },
      )) {
        signal.throwIfAborted();
        for (const { Version, CodeSha256 = "", LastModified = "" } of page.Versions ?? []) {
          if (/^\d+$/.test(Version ?? "")) {
            found.push({ version: Number(Version), codeSha256: CodeSha256, publishedAt: LastModified });
          }
        }
      }
      return found.sort((one, other) => other.version - one.version);
    }, `list the versions of ${this.functionArn}`);
  }

  /**
   * Points the alias at a version, with all requests.
   *
   * @param revisionId of the alias as it was read: whoever moved it in between wins
   */
  async moveTo(version: number, revisionId: string | undefined, signal: AbortSignal): Promise<void> {
    const command = new UpdateAliasCommand({
      FunctionName: this.functionArn,
      Name: this.name,
      FunctionVersion: String(version),
      RoutingConfig: { AdditionalVersionWeights: {} },
      RevisionId: revisionId,
    });
    try {
      await this.api.send(command, { abortSignal: inTime(signal) });
    } catch (error) {
      if (error instanceof PreconditionFailedException) {
        throw new Problem(`Somebody moved the alias ${this.name} while this was running. Nothing was changed.`);
      }
      throw this.refused(error, `move the alias ${this.name}`);
    }
  }

  close(): void {
    this.api.destroy();
  }

  private async asked<T>(call: () => Promise<T>, what: string): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw this.refused(error, what);
    }
  }

  /** What helps where the credentials are at fault; otherwise AWS's own words, which name the action that is not allowed. */
  private refused(error: unknown, what: string): Problem {
    const reason = credentialsReason(error, this.profile);
    const name = error instanceof Error ? `${error.name}: ` : "";
    return new Problem(
      reason === undefined ? `AWS refused to ${what}. ${name}${messageOf(error)}` : `Could not ${what}. ${reason}`,
    );
  }
}

/** Until when AWS must have answered one call, repetitions included. */
const CALL_MS = 30_000;

/** What ends a call to AWS: the signal, or a service that takes it and never answers. */
export const inTime = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]);
