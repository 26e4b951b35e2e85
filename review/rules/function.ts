import { member } from "../../common/json";
import { count } from "../../common/plain-text";
import { MAX_SKILL_RESPONSE_MS } from "../../contract/alexa-limits";
import type { PlannedChange } from "../plan";
import { isUnshared } from "./alias";
import { encryption } from "./encryption";
import { logRetention } from "./log-retention";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { differs, isSet, isUpdate, numberAt, textAt, wasWillBe } from "./values";

const types = ["aws_lambda_function"];
const WHO = "everybody who talks to the skill";

const ALEXA_WAITS_SECONDS = MAX_SKILL_RESPONSE_MS / 1000;

const stopped: ChangeRule = {
  id: "lambda-stopped",
  severity: "block",
  types,
  examines: { aws_lambda_function: ["timeout", "reserved_concurrent_executions"] },
  find: (change) => {
    if (!isSet(change)) {
      return undefined;
    }
    const timeout = numberAt(change.after, "timeout");
    const isNew = (name: string): boolean => change.action === "create" || differs(change, name);
    const findings: RuleFinding[] = [];
    if (numberAt(change.after, "reserved_concurrent_executions") === 0 && isNew("reserved_concurrent_executions")) {
      findings.push({
        what: "The function is stopped.",
        who: WHO,
        effect: "reserved_concurrent_executions is 0: AWS refuses every call.",
        recover: "Set it to -1 (no reservation) or to the number of calls at once.",
      });
    }
    if (timeout !== undefined && timeout >= ALEXA_WAITS_SECONDS && isNew("timeout")) {
      findings.push({
        what: "A slow answer will come too late for Alexa.",
        who: "users whose request takes long",
        effect: `The function may run for ${timeout} s; Alexa waits 8 s at most, then says that there was a problem.`,
        recover: "Set timeout to 7 or less, so that the skill can end first, and look into what takes so long.",
      });
    }
    return findings;
  },
};

const CODE = ["source_code_hash", "s3_key", "s3_object_version", "image_uri", "filename"];

/** What AWS says of the code that it has; `source_code_hash` is what the configuration says of it. */
function swapped(change: PlannedChange): RuleFinding | undefined {
  const names = ["code_sha256", "source_code_size"].filter((name) => {
    const [was, is] = [change.before, change.after].map((side) => member(side, name) ?? undefined);
    return was !== undefined && is !== undefined && typeof is !== "symbol" && was !== is;
  });
  return names.length === 0
    ? undefined
    : {
        severity: "warn",
        what: "The function has other code than the last apply gave it.",
        who: WHO,
        effect: `${names.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}. No release brought it: somebody uploaded it.`,
        recover:
          "Find out who did. `npx alexa-link compare` shows which zip the alias runs; apply a release to put it back.",
      };
}

const release: ChangeRule = {
  id: "lambda-release",
  severity: "info",
  types,
  examines: { aws_lambda_function: [...CODE, "code_sha256", "source_code_size"] },
  find: (change, context) => {
    const hash = CODE.filter((name) => differs(change, name));
    if (!isUpdate(change)) {
      return change.action === "create" ? newFromOutside(change) : undefined;
    }
    if (hash.length === 0) {
      return swapped(change);
    }
    if (typeof member(change.after, "source_code_hash") === "symbol") {
      return {
        severity: "warn",
        what: "Code goes live that nobody has seen: which one, is known after the apply only.",
        who: WHO,
        effect: `${hash.join(" and ")} changes, and source_code_hash is unknown: the zip is made or fetched during the apply. Nothing ties it to the commit that was reviewed.`,
        recover: "Let the zip be built before the plan, as a synth does, and give its hash.",
      };
    }
    const unseen = unseenCode(change, hash);
    if (unseen !== undefined) {
      return unseen;
    }
    const outside = newFromOutside(change);
    if (outside !== undefined) {
      return outside;
    }
    if (!hash.includes("source_code_hash") && hash.some((name) => name.startsWith("s3_"))) {
      return {
        severity: "warn",
        what: "Code goes live from another place, and no hash of it changes.",
        who: WHO,
        effect: `${hash.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}. Lambda takes whatever lies there: nothing ties it to the commit that was reviewed.`,
        recover: "Give the hash of the zip (source_code_hash), and check that it is the release's.",
      };
    }
    if (hash.join() === "filename" && textAt(change.after, "source_code_hash") !== undefined) {
      return {
        severity: "warn",
        what: "A zip of another path is uploaded, under the hash of the one that is there.",
        who: WHO,
        effect: `filename ${wasWillBe(change, "filename")}. The provider uploads whatever lies there: source_code_hash is what the configuration says of it, and nobody compares the two before the apply.`,
        recover: "Check that the zip has that hash: its SHA-256, in Base64. `npx alexa-link compare` tells afterwards.",
      };
    }
    return {
      what: "New code goes live.",
      who: WHO,
      effect: `${hash.join(" and ")} changes. ${sharesTraffic(change, context) ? "The alias gives a part of the requests to another version (routing_config)." : "All requests get the new version at once."}`,
      recover: "To go back, apply the former commit: its zip has the same bytes.",
    };
  },
};

function newFromOutside(change: PlannedChange): RuleFinding | undefined {
  const [was, file] = [change.before, change.after].map((side) => textAt(side, "filename"));
  return file === undefined || !isOutside(file) || (was !== undefined && isOutside(was))
    ? undefined
    : {
        severity: "warn",
        what: "Code goes live from outside of the stack's folder.",
        who: WHO,
        effect: `filename ${wasWillBe(change, "filename")}. Whatever lies there is uploaded: no synth of the reviewed commit made it.`,
        recover: "Let the zip be built with the stack, as a synth does.",
      };
}

/** Code that no hash stands for any more, or whose place is hidden. */
function unseenCode(change: PlannedChange, names: readonly string[]): RuleFinding | undefined {
  const isUnhashed =
    (member(change.before, "source_code_hash") ?? "") !== "" && (member(change.after, "source_code_hash") ?? "") === "";
  if (typeof member(change.after, "filename") !== "symbol" && !isUnhashed) {
    return undefined;
  }
  return {
    severity: "warn",
    what: isUnhashed
      ? "Nothing says any more which code the function has."
      : "Code goes live from a place that the plan does not show.",
    who: WHO,
    effect: `${names.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}. Whatever lies there is uploaded${
      isUnhashed
        ? " when anything of its code changes: nothing ties it to the commit that was reviewed, and a later release under the same path is not noticed."
        : "."
    }`,
    recover: "Give the zip's path and its hash (source_code_hash) in clear, as a synth does.",
  };
}

/** Whether a path leads out of the folder in which Terraform runs, or to what an init put there. */
const isOutside = (path: string): boolean =>
  /^(?:[a-z]:)?[\\/]|^~|(?:^|[\\/])\.(?:\.|terraform)(?:[\\/]|$)/i.test(path);

const sharesTraffic = ({ before }: PlannedChange, context: RuleContext): boolean =>
  sharedFunctions(context).has(textAt(before, "function_name"));

const sharedFunctions = oncePerPlan(
  ({ ofType }) =>
    new Set(
      ofType("aws_lambda_alias").flatMap(({ after }) => (isUnshared(after) ? [] : [textAt(after, "function_name")])),
    ),
);

const limited: ChangeRule = {
  id: "lambda-limited",
  severity: "block",
  types,
  examines: { aws_lambda_function: ["reserved_concurrent_executions", "timeout"] },
  find: (change) => {
    if (!isUpdate(change)) {
      return undefined;
    }
    const findings: RuleFinding[] = [];
    const [was = -1, calls = -1] = [change.before, change.after].map((side) =>
      numberAt(side, "reserved_concurrent_executions"),
    );
    if (calls > 0 && (was < 0 || calls < was)) {
      findings.push({
        severity: was < 0 && calls < ORDINARY_CALLS ? "block" : "warn",
        what: `The function may answer ${count(calls, "request")} at once, no more.`,
        who: WHO,
        effect: `reserved_concurrent_executions ${wasWillBe(change, "reserved_concurrent_executions")}. AWS refuses every request beyond that, and Alexa says that there was a problem.`,
        recover: "Leave it at -1 (no reservation), or reserve more than are ever needed at once.",
      });
    }
    const seconds = numberAt(change.after, "timeout");
    if (seconds !== undefined && seconds < SHORTEST_SECONDS && differs(change, "timeout")) {
      findings.push({
        what: "The function is stopped before it can answer.",
        who: WHO,
        effect: `timeout ${wasWillBe(change, "timeout")}. A cold start, the pool's keys and the user's profile take about a second together.`,
        recover: "Set timeout to between 3 and 7 seconds.",
      });
    }
    return findings;
  },
};

/** Fewer at once than a skill with some hundred users has on an evening. */
const ORDINARY_CALLS = 10;
/** Below this a cold start that has to fetch the pool's keys does not end. */
const SHORTEST_SECONDS = 2;

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html; nodejs20.x since 2026-04-30. */
const DEPRECATED = /^nodejs(?:4|6|8|10|12|14|16|18|20)?(?:\.\w+)?$/;

const runtime: ChangeRule = {
  id: "lambda-runtime",
  severity: "warn",
  types,
  examines: { aws_lambda_function: ["runtime", "handler", "architectures"] },
  find: (change) => {
    const fields = ["runtime", "handler", "architectures"].filter((name) => differs(change, name));
    if (!isUpdate(change) || fields.length === 0) {
      return undefined;
    }
    const isOld = DEPRECATED.test(textAt(change.after, "runtime") ?? "");
    return {
      what: "The function's runtime settings change.",
      who: WHO,
      effect: `${fields.map((name) => `${name} ${wasWillBe(change, name)}`).join("; ")}. If the code does not fit, every request fails.${isOld ? " AWS no longer supports this runtime." : ""}`,
      recover: "Try it in another environment first. To go back, apply the former commit.",
    };
  },
};

const LESS: readonly (readonly [name: string, path: readonly (string | number)[]])[] = [
  ["memory_size", ["memory_size"]],
  ["timeout", ["timeout"]],
  ["reserved_concurrent_executions", ["reserved_concurrent_executions"]],
  ["ephemeral_storage", ["ephemeral_storage", 0, "size"]],
];

const resources: ChangeRule = {
  id: "lambda-slower",
  severity: "info",
  types,
  examines: {
    aws_lambda_function: ["memory_size", "timeout", "reserved_concurrent_executions", "ephemeral_storage.size"],
  },
  find: (change) => {
    if (!isUpdate(change)) {
      return undefined;
    }
    const lower = LESS.filter(
      ([, path]) =>
        (numberAt(change.before, ...path) ?? 0) > (numberAt(change.after, ...path) ?? Number.POSITIVE_INFINITY),
    ).map(([name]) => name);
    const isLittle = lower.includes("memory_size") && (numberAt(change.after, "memory_size") ?? 256) < 256;
    if (lower.length === 0) {
      return undefined;
    }
    return {
      severity: isLittle ? "warn" : "info",
      what: "The function gets less memory, time or storage.",
      who: "users, if answers become slower or are refused",
      effect: `${lower.map((name) => `${name} ${wasWillBe(change, ...(new Map(LESS).get(name) ?? [name]))}`).join("; ")}. The processor's share follows the memory, and a cold start takes longer.`,
      recover: "Measure a cold start in another environment.",
    };
  },
};

const publish: ChangeRule = {
  id: "lambda-unpublished",
  severity: "warn",
  types,
  examines: { aws_lambda_function: ["publish"] },
  find: (change) =>
    isUpdate(change) && member(change.before, "publish") === true && member(change.after, "publish") !== true
      ? {
          what: "Releases stop reaching users.",
          who: "nobody today; everybody who waits for a later release",
          effect: "Without publish no new version is made, and the alias stays at the last one.",
          recover: "Keep publish on as long as Alexa invokes an alias.",
        }
      : undefined,
};

export const functionRules: readonly ChangeRule[] = [
  stopped,
  limited,
  release,
  runtime,
  resources,
  publish,
  logRetention,
  encryption,
];
