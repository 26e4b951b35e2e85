import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { isRunning, start, stop } from "../../../common/child-process";
import { Problem } from "../../../common/problem";
import { ownFile } from "../../own-file";
import type { AwsCredentials } from "../aws-access";
import type { DeployedFunction } from "./deployed-function";

export interface LambdaRuntimeProps {
  readonly function: DeployedFunction;
  /**
   * By production host name, the origin on this machine that stands for it. Every other host but this machine is
   * refused. @default none
   */
  readonly redirects?: Readonly<Record<string, string>>;
  /**
   * The keys of the function's role, by which it calls AWS.
   * @default - none: it calls nothing
   */
  readonly credentials?: AwsCredentials;
}

/** What Lambda answers when a function fails. */
export interface LambdaError {
  /** The error's class, or one of Lambda's own: `Sandbox.Timedout`, `Runtime.ImportModuleError`, … */
  readonly errorType: string;
  readonly errorMessage: string;
}

export interface Invocation {
  readonly requestId: string;
  /** What the handler returned, or undefined when it failed. */
  readonly payload?: unknown;
  /** Why it failed, or undefined when it did not. */
  readonly error?: LambdaError;
  /** What the function wrote to stdout and stderr during this invocation, line by line. */
  readonly logs: readonly string[];
  /** Wall time in milliseconds, without loading the code. */
  readonly durationMs: number;
  /** Whether this was the first one in a new process. */
  readonly coldStart: boolean;
}

/**
 * Runs a deployed function as Lambda does: its handler in a Node process of its own, which has the function's
 * variables and AWS's standard ones and nothing of this machine's environment, serves one invocation at a time, stays
 * warm for the next, and is ended when an invocation exceeds the function's time-out.
 */
export class LambdaRuntime {
  private sandbox?: Sandbox;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly props: LambdaRuntimeProps) {}

  /** Invokes the function; a failing function is an answer, not an exception. */
  invoke(event: unknown): Promise<Invocation> {
    const invocation = this.queue.then(() => this.invokeNow(event));
    this.queue = invocation.catch(() => {});
    return invocation;
  }

  /** Ends the function's process. */
  async stop(): Promise<void> {
    await this.sandbox?.stop();
    this.sandbox = undefined;
  }

  private async invokeNow(event: unknown): Promise<Invocation> {
    const { timeoutSeconds, name, version, arn, memorySizeMb } = this.props.function;
    const coldStart = this.sandbox === undefined;
    const sandbox = this.sandbox ?? new Sandbox(this.props);
    this.sandbox = sandbox;
    await sandbox.initialized;
    const requestId = randomUUID();
    const began = Date.now();
    const answer = await sandbox.run(requestId, event, timeoutSeconds, {
      functionName: name,
      functionVersion: version,
      invokedFunctionArn: arn,
      memoryLimitInMB: String(memorySizeMb),
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: sandbox.logStreamName,
    });
    const durationMs = Date.now() - began;
    const logs = await sandbox.logsOf(requestId, answer.ended);
    if (answer.ended) {
      await sandbox.stop();
      this.sandbox = undefined;
    }
    return { requestId, logs, durationMs, coldStart, ...answer.outcome };
  }
}

interface Answer {
  readonly outcome: Pick<Invocation, "payload" | "error">;
  /** Whether the process is of no more use. */
  readonly ended: boolean;
}

type Message =
  | { readonly type: "initialized"; readonly requestId?: undefined }
  | { readonly type: "result"; readonly requestId: string; readonly payload: string }
  | { readonly type: "error"; readonly requestId?: string; readonly error: LambdaError; readonly fatal?: boolean };

/** One process with the function in it. */
class Sandbox {
  readonly logStreamName: string;
  /** Resolves when the code is loaded, or cannot be, or takes longer than the 10 s that Lambda gives it. */
  readonly initialized: Promise<void>;
  private readonly child: ChildProcess;
  private readonly streams: readonly LogStream[];

  constructor({ function: deployed, redirects, credentials }: LambdaRuntimeProps) {
    const today = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
    this.logStreamName = `${today}/[${deployed.version}]${randomUUID().replaceAll("-", "")}`;
    const bootstrap = ownFile("aws", "lambda-runtime", "bootstrap.cjs");
    this.child = start(process.execPath, [bootstrap], {
      cwd: deployed.taskRoot,
      env: { ...lambdaVariables(deployed, this.logStreamName), ...roleVariables(credentials), ...deployed.variables },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.child.on("error", () => {}); // reported by the invocation that finds the process gone
    this.streams = [new LogStream(this.child.stdout), new LogStream(this.child.stderr)];
    this.child.send({ type: "init", redirects: redirects ?? {} }, () => {});
    this.initialized = new Promise((resolve) => {
      const timer = setTimeout(resolve, 10_000);
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.child.once("message", done);
      this.child.once("exit", done);
      this.child.once("error", done);
    });
  }

  run(requestId: string, event: unknown, timeoutSeconds: number, context: Record<string, string>): Promise<Answer> {
    const timeoutMs = timeoutSeconds * 1000;
    const deadline = Date.now() + timeoutMs;
    return new Promise((resolve) => {
      const finish = (answer: Answer): void => {
        clearTimeout(timer);
        this.child.off("message", onMessage);
        this.child.off("exit", onExit);
        resolve(answer);
      };
      const fail = (errorType: string, what: string): void =>
        finish({
          outcome: { error: { errorType, errorMessage: `RequestId: ${requestId} Error: ${what}` } },
          ended: true,
        });
      const onMessage = (message: Message): void => {
        if (message.type !== "initialized" && (message.requestId ?? requestId) === requestId) {
          finish(
            message.type === "result"
              ? { outcome: { payload: JSON.parse(message.payload) }, ended: false }
              : { outcome: { error: message.error }, ended: message.fatal === true },
          );
        }
      };
      const onExit = (code: number | null, signal: string | null): void =>
        fail("Runtime.ExitError", `Runtime exited with error: ${signal ? `signal: ${signal}` : `exit status ${code}`}`);
      const timer = setTimeout(
        () => fail("Sandbox.Timedout", `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`),
        timeoutMs,
      );
      if (!isRunning(this.child)) {
        onExit(this.child.exitCode, this.child.signalCode);
        return;
      }
      this.child.on("message", onMessage);
      this.child.once("exit", onExit);
      this.child.send({ type: "invoke", requestId, event, deadline, context }, () => {});
    });
  }

  /** The log of a request whose answer has come; the mark at its end may still be on the way. */
  async logsOf(requestId: string, ended: boolean): Promise<readonly string[]> {
    if (ended) {
      await this.stop();
    }
    const logs = await Promise.all(this.streams.map((stream) => stream.takeUntil(`END RequestId: ${requestId}`)));
    return logs.flat();
  }

  stop(): Promise<void> {
    return stop(this.child, "SIGKILL", 1);
  }
}

/** The variables that Lambda sets beside the function's own. */
function lambdaVariables(deployed: DeployedFunction, logStreamName: string): Readonly<Record<string, string>> {
  return {
    _HANDLER: deployed.handler,
    AWS_EXECUTION_ENV: `AWS_Lambda_${deployed.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployed.memorySizeMb),
    AWS_LAMBDA_FUNCTION_NAME: deployed.name,
    AWS_LAMBDA_FUNCTION_VERSION: deployed.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${deployed.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_DEFAULT_REGION: deployed.region,
    AWS_REGION: deployed.region,
    LAMBDA_TASK_ROOT: deployed.taskRoot,
    LANG: "en_US.UTF-8",
    PATH: "/usr/local/bin:/usr/bin:/bin",
    TZ: ":UTC",
  };
}

/** The credentials of the function's role, which Lambda sets as well. */
const roleVariables = (credentials: AwsCredentials | undefined): Readonly<Record<string, string>> =>
  credentials === undefined
    ? {}
    : {
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: "local",
      };

/** The lines of one of the process's output streams. */
class LogStream {
  private lines: string[] = [];
  private rest = "";
  private closed = false;
  private onChange = (): void => {};

  constructor(stream: NodeJS.ReadableStream | null) {
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk: string) => {
      const lines = (this.rest + chunk).split("\n");
      this.rest = lines.pop() ?? "";
      this.lines.push(...lines.filter((line) => line !== ""));
      this.onChange();
    });
    stream?.on("close", () => {
      this.closed = true;
      this.onChange();
    });
  }

  /** Takes the lines up to the mark out of the stream, waiting for it as long as the stream is open. */
  takeUntil(mark: string): Promise<readonly string[]> {
    return new Promise((resolve) => {
      this.onChange = () => {
        const end = this.lines.indexOf(mark);
        if (end !== -1 || this.closed) {
          const taken = this.lines.splice(0, end === -1 ? this.lines.length : end + 1);
          this.onChange = () => {};
          resolve(taken.filter((line) => line !== mark));
        }
      };
      this.onChange();
    });
  }
}

/** The payload, when there must be one. */
export function payloadOf(invocation: Invocation): unknown {
  if (invocation.error !== undefined) {
    const { errorType, errorMessage } = invocation.error;
    throw new Problem(`The function failed with ${errorType}: ${errorMessage}`);
  }
  return invocation.payload;
}
