import type { Server } from "node:http";
import { createServer } from "node:http";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { removeFolder } from "../../../common/temporary-folder";
import type { DeployedFunction } from "../../../local/aws/lambda-runtime/deployed-function";
import { LambdaRuntime } from "../../../local/aws/lambda-runtime/lambda-runtime";
import { newFolder, write } from "../fixtures";

let folder: string;
let runtime: LambdaRuntime | undefined;

beforeEach(() => {
  folder = newFolder();
});

afterEach(async () => {
  await runtime?.stop();
  runtime = undefined;
  removeFolder(folder);
});

function deploy(
  code: string,
  {
    file = "index.mjs",
    redirects,
    ...changes
  }: Partial<DeployedFunction> & {
    readonly file?: string;
    readonly redirects?: Readonly<Record<string, string>>;
  } = {},
): LambdaRuntime {
  // Through a zip, as the code comes from Lambda.
  const zip = zipSync({ [file]: new TextEncoder().encode(code) });
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    write(join(folder, name), new TextDecoder().decode(content));
  }
  const deployed: DeployedFunction = {
    arn: "arn:aws:lambda:us-east-1:123456789012:function:skill:live",
    name: "skill",
    version: "3",
    handler: "index.handler",
    runtime: "nodejs22.x",
    timeoutSeconds: 5,
    memorySizeMb: 512,
    region: "us-east-1",
    variables: { COLOUR: "blue" },
    codeSha256: "",
    codeSizeBytes: zip.length,
    taskRoot: folder,
    ...changes,
  };
  runtime = new LambdaRuntime({ function: deployed, redirects });
  return runtime;
}

describe("handlers", () => {
  test.each([
    ["an ES module", "index.mjs", "export const handler = async (event) => ({ got: event.say });"],
    ["a CommonJS module", "index.cjs", "exports.handler = async (event) => ({ got: event.say });"],
    ["a plain .js file", "index.js", "exports.handler = async (event) => ({ got: event.say });"],
    ["a handler that calls back", "index.cjs", "exports.handler = (e, c, done) => done(null, { got: e.say });"],
  ])("runs %s", async (_, file, code) => {
    expect(await deploy(code, { file }).invoke({ say: "hello" })).toMatchObject({ payload: { got: "hello" } });
  });

  test("answers null when the handler returns nothing", async () => {
    expect((await deploy("export const handler = async () => {};").invoke({})).payload).toBeNull();
  });

  test("get Lambda's context", async () => {
    const code = `export const handler = async (event, context) =>
      ({ ...context, remaining: context.getRemainingTimeInMillis() });`;
    const { payload, requestId } = await deploy(code).invoke({});
    expect(payload).toMatchObject({
      awsRequestId: requestId,
      functionName: "skill",
      functionVersion: "3",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:skill:live",
      memoryLimitInMB: "512",
      logGroupName: "/aws/lambda/skill",
    });
    const { remaining } = payload as { remaining: number };
    expect(remaining).toBeGreaterThan(3000);
    expect(remaining).toBeLessThanOrEqual(5000);
  });

  test("see the function's variables and Lambda's, and nothing of this machine's environment", async () => {
    process.env.SECRET_OF_THIS_MACHINE = "x";
    const { payload } = await deploy("export const handler = async () => process.env;").invoke({});
    delete process.env.SECRET_OF_THIS_MACHINE;
    expect(payload).toMatchObject({ COLOUR: "blue", AWS_REGION: "us-east-1", AWS_LAMBDA_FUNCTION_NAME: "skill" });
    expect(payload).not.toHaveProperty("SECRET_OF_THIS_MACHINE");
    expect(payload).not.toHaveProperty("HOME");
  });
});

describe("the process", () => {
  const counter = "let count = 0; export const handler = async () => ({ count: ++count, pid: process.pid });";

  test("stays warm for the next invocation", async () => {
    const warm = deploy(counter);
    const [first, second] = [await warm.invoke({}), await warm.invoke({})];
    expect([first.coldStart, second.coldStart]).toEqual([true, false]);
    expect(second.payload).toMatchObject({ count: 2, pid: (first.payload as { pid: number }).pid });
  });

  test("serves one invocation at a time", async () => {
    const code = `let active = 0; export const handler = async () => {
      active += 1; const seen = active; await new Promise((resolve) => setTimeout(resolve, 20)); active -= 1; return seen; };`;
    const busy = deploy(code);
    const answers = await Promise.all([busy.invoke({}), busy.invoke({}), busy.invoke({})]);
    expect(answers.map(({ payload }) => payload)).toEqual([1, 1, 1]);
  });

  test("is ended at the time-out, and the next invocation gets a new one", async () => {
    const code = `let count = 0; export const handler = async ({ hang }) => {
      count += 1; if (hang) { console.log("hanging"); await new Promise(() => setInterval(() => {}, 1000)); } return count; };`;
    const slow = deploy(code, { timeoutSeconds: 0.3 });
    const { error, logs, durationMs } = await slow.invoke({ hang: true });
    expect(error).toEqual({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 0\.30 seconds$/),
    });
    expect(logs).toEqual(["hanging"]);
    expect(durationMs).toBeLessThan(2000);
    expect(await slow.invoke({})).toMatchObject({ payload: 1, coldStart: true });
  });

  test("is reported as ended when the function ends it", async () => {
    const { error } = await deploy("export const handler = async () => process.exit(7);").invoke({});
    expect(error).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringContaining("exit status 7"),
    });
  });

  test("gives each invocation its own log", async () => {
    const code = `export const handler = async ({ n }) => { console.log("out", n); console.error("err", n); };`;
    const logging = deploy(code);
    expect((await logging.invoke({ n: 1 })).logs).toEqual(["out 1", "err 1"]);
    expect((await logging.invoke({ n: 2 })).logs).toEqual(["out 2", "err 2"]);
  });
});

describe("errors", () => {
  test.each([
    ["thrown", "export const handler = async () => { throw new TypeError('no'); };", "TypeError", "no"],
    ["thrown that are no errors", "export const handler = async () => { throw 'no'; };", "string", "no"],
    ["while loading", "throw new RangeError('broken'); export const handler = 1;", "RangeError", "broken"],
    ["of a missing export", "export const other = 1;", "Runtime.HandlerNotFound", "index.handler is undefined"],
    [
      "outside of the handler's promise",
      "export const handler = () => new Promise(() => { setTimeout(() => { throw new Error('late'); }, 5); });",
      "Error",
      "late",
    ],
    ["of results that are no JSON", "export const handler = async () => 1n;", "Runtime.MarshalError", "JSON"],
  ])("%s are answered as Lambda answers them", async (_, code, errorType, message) => {
    const { error, payload } = await deploy(code).invoke({});
    expect(error).toEqual({ errorType, errorMessage: expect.stringContaining(message) });
    expect(payload).toBeUndefined();
  });

  test("of a missing file are answered as Lambda answers them", async () => {
    const { error } = await deploy("", { handler: "absent.handler" }).invoke({});
    expect(error).toMatchObject({ errorType: "Runtime.ImportModuleError" });
  });
});

describe("the network", () => {
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.end(
        JSON.stringify({ host: request.headers.host, url: request.url, token: request.headers.authorization }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  });

  afterAll(() => {
    server.close();
  });

  const reading = (call: string): string => `
    const read = (response, resolve) => { let text = ""; response.on("data", (c) => (text += c)); response.on("end", () => resolve(JSON.parse(text))); };
    export const handler = async () => new Promise((resolve, reject) => { ${call}.on("error", reject); });`;

  test.each([
    [
      "a named import",
      'import { get } from "node:https";',
      'get("https://auth.example.com/a?b=c", (r) => read(r, resolve))',
    ],
    [
      "a default import and options",
      'import https from "https";',
      'https.request({ hostname: "auth.example.com", path: "/a?b=c", method: "GET" }, (r) => read(r, resolve)).end()',
    ],
    [
      "a URL and headers",
      'import { request } from "node:https";',
      'request(new URL("https://auth.example.com/a?b=c"), { headers: { authorization: "Bearer t" } }, (r) => read(r, resolve)).end()',
    ],
  ])("leads a redirected host to this machine under its own name: %s", async (_, imports, call) => {
    const code = `${imports}${reading(call)}`;
    const { payload, error } = await deploy(code, { redirects: { "auth.example.com": origin } }).invoke({});
    expect(error).toBeUndefined();
    expect(payload).toMatchObject({ host: "auth.example.com", url: "/a?b=c" });
  });

  test.each([
    ["https", `import { get } from "node:https";${reading('get("https://other.example.com/")')}`],
    ["http", `import { get } from "node:http";${reading('get("http://other.example.com/")')}`],
    ["a socket", `import { connect } from "node:net";${reading('connect(443, "other.example.com")')}`],
    [
      "fetch",
      "export const handler = async () => { try { await fetch('https://other.example.com/'); } catch (e) { throw e.cause ?? e; } };",
    ],
  ])("refuses every other host, through %s", async (_, code) => {
    const { error } = await deploy(code, { redirects: { "auth.example.com": origin } }).invoke({});
    expect(error?.errorMessage).toBe(
      "the local Lambda runtime does not let the function reach other.example.com; " +
        "it may reach this machine, auth.example.com",
    );
  });
});
