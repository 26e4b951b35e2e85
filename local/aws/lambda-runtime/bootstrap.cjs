// The inside of the local Lambda runtime: loads the function's handler once and runs it for each event, as AWS's own
// runtime interface client does. Started by lambda-runtime.ts, which speaks to it over Node's IPC channel.
"use strict";

const { existsSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { confineNetwork } = require("./network.cjs");

/** @type {Promise<(...args: any[]) => any> | undefined} */
let handler;

/** @type {string | undefined} the request in whose time an error outside any promise falls */
let currentRequest;

process.on("message", (/** @type {any} */ message) => {
  if (message.type === "init") {
    confineNetwork(message.redirects);
    handler = loadHandler();
    const loaded = () => process.send?.({ type: "initialized" });
    handler.then(loaded, loaded); // why it could not be loaded is told with the first invocation
  } else if (message.type === "invoke") {
    void invoke(message);
  }
});

// Whoever started this is gone, however it ended.
process.on("disconnect", () => process.exit(0));

for (const [event, errorType] of /** @type {const} */ ([
  ["uncaughtException", undefined],
  ["unhandledRejection", "Runtime.UnhandledPromiseRejection"],
])) {
  process.on(event, (/** @type {unknown} */ problem) => {
    answer({ type: "error", requestId: currentRequest, error: describe(problem, errorType), fatal: true });
  });
}

/**
 * `index.handler` names the export `handler` of index.js, index.mjs or index.cjs, in the order in which Lambda looks.
 *
 * @returns {Promise<(...args: any[]) => any>}
 */
async function loadHandler() {
  const name = process.env._HANDLER ?? "";
  const root = process.env.LAMBDA_TASK_ROOT ?? process.cwd();
  const match = /^(.*[^.])\.([^./]+)$/.exec(name);
  if (match === null) {
    throw named("Runtime.MalformedHandlerName", `the handler is named "${name}"; allowed is file.export`);
  }
  const [, module = "", exported = ""] = match;
  const file = [".js", ".mjs", ".cjs"].map((extension) => path.join(root, module + extension)).find(existsSync);
  if (file === undefined) {
    throw named("Runtime.ImportModuleError", `Error: Cannot find module '${module}'`);
  }
  const loaded = await import(pathToFileURL(file).href);
  const found = loaded[exported] ?? loaded.default?.[exported];
  if (typeof found !== "function") {
    throw named("Runtime.HandlerNotFound", `${name} is undefined or not exported`);
  }
  return found;
}

/** @param {{ requestId: string, event: unknown, deadline: number, context: Record<string, unknown> }} message */
async function invoke({ requestId, event, deadline, context }) {
  currentRequest = requestId;
  try {
    const run = await handler;
    if (run === undefined) {
      throw named("Runtime.NotInitialized", "invoked before it was initialized");
    }
    const result = await call(run, event, {
      ...context,
      awsRequestId: requestId,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    });
    answer({ type: "result", requestId, payload: serialize(result) });
  } catch (error) {
    answer({ type: "error", requestId, error: describe(error) });
  }
}

/**
 * An async handler gives a promise; one with a third parameter may call back instead.
 *
 * @param {(...args: any[]) => any} run
 * @param {unknown} event
 * @param {object} context
 */
function call(run, event, context) {
  return new Promise((resolve, reject) => {
    const result = run(event, context, (/** @type {unknown} */ error, /** @type {unknown} */ value) =>
      error ? reject(error) : resolve(value),
    );
    if (typeof result?.then === "function") {
      result.then(resolve, reject);
    } else if (run.length < 3) {
      resolve(null); // Lambda answers null when a handler gives neither a promise nor a callback
    }
  });
}

/** @param {unknown} result */
function serialize(result) {
  try {
    return JSON.stringify(result) ?? "null";
  } catch {
    throw named("Runtime.MarshalError", "the handler's result cannot be written as JSON");
  }
}

/** @param {string} name @param {string} message */
function named(name, message) {
  return Object.assign(new Error(message), { name });
}

/**
 * An error as Lambda answers it.
 *
 * @param {unknown} problem
 * @param {string} [errorType]
 */
function describe(problem, errorType) {
  return problem instanceof Error
    ? { errorType: errorType ?? problem.name, errorMessage: problem.message }
    : { errorType: errorType ?? typeof problem, errorMessage: String(problem) };
}

/**
 * Marks the end of the request's log on both streams, then sends the answer.
 *
 * @param {{ type: "result" | "error", requestId: string | undefined, fatal?: boolean, [key: string]: unknown }} message
 */
function answer(message) {
  const end = `\nEND RequestId: ${message.requestId}\n`;
  process.stdout.write(end, () => {
    process.stderr.write(end, () => {
      process.send?.(message, undefined, undefined, () => {
        if (message.fatal) {
          process.exit(1);
        }
      });
    });
  });
}
