import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { list } from "../alexa/diagnosis/finding";
import type { AccountLinking } from "../contract/account-linking";
import { MAX_SKILL_RESPONSE_MS } from "../contract/alexa-limits";
import { ALEXA_PRINCIPALS, SMART_HOME_PRINCIPAL } from "../contract/service-principals";
import type { Aws, FunctionPolicy, Reading } from "./aws";
import type { Evidence } from "./evidence";
import { admits, isOpen } from "./function-policy";
import type { Check, Judgement } from "./judgement";
import { fail, ok, see, skip, unknown, warn, worst } from "./judgement";
import { once } from "./once";

/** Lambda's own Node runtimes that AWS has stopped maintaining: nodejs20.x since 2026-04-30. */
const [OLDEST_WORKING_NODE, OLDEST_MAINTAINED_NODE] = [20, 22];

/** The skill's function, as AWS describes what Alexa invokes. */
export function functionChecks(evidence: Evidence): readonly Check[] {
  const { accountLinking, props } = evidence;
  const arns = [...new Set(Object.values(accountLinking.function_arns))];
  const functions = arns.map((arn) => ({ arn, reading: once(async () => props.aws?.functionByAlias(arn)) }));
  const ofFunctions = (judge: (configuration: FunctionConfiguration, name: string) => Judgement) => async () =>
    aws(evidence, () =>
      Promise.all(
        functions.map(async ({ arn, reading }) => {
          const it = await reading();
          return it?.kind === "read" ? judge(it.value, nameOf(arn)) : see("function");
        }),
      ),
    );
  return [
    {
      name: "function",
      what: "The function that Alexa invokes exists and is active",
      expected: list(arns),
      judge: () =>
        aws(evidence, () =>
          Promise.all(functions.map(async ({ arn, reading }) => judgeState(await reading(), nameOf(arn)))),
        ),
    },
    {
      name: "function-runtime",
      what: "The function's runtime is maintained",
      expected: `nodejs${OLDEST_MAINTAINED_NODE}.x or newer`,
      follows: { function: "any" },
      judge: ofFunctions(judgeRuntime),
    },
    {
      name: "function-timeout",
      what: "The function gives up before Alexa does",
      expected: `less than ${MAX_SKILL_RESPONSE_MS / 1000} s`,
      follows: { function: "any" },
      judge: ofFunctions(judgeTimeout),
    },
    {
      name: "function-canary",
      what: "Every version that gets requests is there and can run",
      expected: "the alias's version alone, or a canary between two",
      follows: { function: "any" },
      judge: () => aws(evidence, (it) => Promise.all(arns.map((arn) => judgeRouting(it, arn)))),
    },
    {
      name: "function-permission",
      what: "The skill may invoke the function, and no other skill may",
      expected: `a permission for each of ${list(accountLinking.skill_ids)}`,
      follows: { function: "any" },
      judge: () =>
        accountLinking.skill_ids.length === 0
          ? Promise.resolve(skip("There is no skill yet: alexa.skillIds in environments.ts is empty."))
          : aws(evidence, (it) =>
              Promise.all(
                arns.map(async (arn) => judgePolicy(await it.functionPolicy(arn), accountLinking, nameOf(arn))),
              ),
            ),
    },
  ];
}

async function aws({ props }: Evidence, judge: (aws: Aws) => Promise<readonly Judgement[]>): Promise<Judgement> {
  return props.aws === undefined ? skip(props.skipped?.aws ?? "AWS is not asked.") : worst(await judge(props.aws));
}

function judgeState(reading: Reading<FunctionConfiguration> | undefined, name: string): Judgement {
  if (reading?.kind !== "read") {
    const why = reading?.reason ?? "";
    return reading?.kind === "missing" ? fail("function-unusable", `${name} is not there: ${why}`) : unknown(why);
  }
  const { State = "Active", StateReason, Version, CodeSha256 } = reading.value;
  const seen = `${name} is ${State}${StateReason === undefined ? "" : ` (${StateReason})`}`;
  switch (State) {
    case "Active":
      return ok(`${seen}: version ${Version ?? "unknown"}, code ${CodeSha256 ?? "unknown"}.`);
    case "Inactive":
      return warn("function-unusable", `${seen}: the first request wakes it, and is answered with an error.`);
    default:
      return fail("function-unusable", `${seen}.`);
  }
}

/** An alias may share its requests between two versions, and AWS describes the one that it names. */
async function judgeRouting(aws: Aws, arn: string): Promise<Judgement> {
  const name = nameOf(arn);
  const routing = await aws.functionRouting(arn);
  if (routing.kind !== "read") {
    // functionByAlias reports an alias that is not there.
    return skip(`Whether ${name} shares its requests between versions was not examined: ${routing.reason}`);
  }
  const versions = Object.entries(routing.value).filter(([, weight]) => weight > 0);
  if (versions.length === 0) {
    return ok(`${name} gives all requests to one version.`);
  }
  const text = versions.map(([version, weight]) => `${version} (${Math.round(weight * 100)} %)`).join(", ");
  const states = versions.map(async ([version]) => {
    const former = [...arn.split(":").slice(0, 7), version].join(":");
    return judgeState(await aws.functionByAlias(former), nameOf(former));
  });
  const judged = worst(await Promise.all(states));
  return judged.status === "ok"
    ? ok(`A canary runs: beside its own version ${name} gives requests to version ${text}. It lasts until it is ended.`)
    : judged;
}

function judgeRuntime({ Runtime }: FunctionConfiguration, name: string): Judgement {
  const seen = `${name} runs on ${Runtime ?? "an image of its own"}.`;
  const version = /^nodejs(\d*)/.exec(Runtime ?? "")?.[1];
  // Without a number it is Node 0.10, the first of them.
  if (version === undefined || Number(version) >= OLDEST_MAINTAINED_NODE) {
    return ok(seen);
  }
  return Number(version) < OLDEST_WORKING_NODE
    ? fail("function-runtime-ended", seen)
    : warn("function-runtime-ended", seen);
}

function judgeTimeout({ Timeout }: FunctionConfiguration, name: string): Judgement {
  // Lambda's own default is 3 seconds.
  const seconds = Timeout ?? 3;
  const seen = `${name} gives up after ${seconds} s.`;
  return seconds * 1000 < MAX_SKILL_RESPONSE_MS ? ok(seen) : warn("function-timeout-too-long", seen);
}

function judgePolicy(
  reading: Reading<FunctionPolicy>,
  { skill_ids: skillIds, skill_kind: kind = "custom" }: Pick<AccountLinking, "skill_ids" | "skill_kind">,
  name: string,
): Judgement {
  if (reading.kind !== "read") {
    return unknown(reading.reason);
  }
  for (const principal of ALEXA_PRINCIPALS[kind]) {
    const refused = skillIds.filter((skillId) => !admits(reading.value, skillId, principal));
    if (refused.length > 0) {
      const as = principal === SMART_HOME_PRINCIPAL ? `, with directives (${principal})` : "";
      return fail("function-not-admitted", `${name} admits Alexa for no skill ${list(refused)}${as}.`);
    }
  }
  return isOpen(reading.value)
    ? warn("function-open-to-all-skills", `${name} admits Alexa without naming a skill.`)
    : ok(`${name} admits ${list(skillIds)}.`);
}

/** `{name}:{alias}` */
const nameOf = (arn: string): string => arn.split(":").slice(6).join(":") || arn;
