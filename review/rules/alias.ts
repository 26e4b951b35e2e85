import { isObject, member, valueAt } from "../../common/json";
import { UNKNOWN } from "../masked";
import type { PlannedChange } from "../plan";
import { takenBy } from "../secret-references";
import { withoutUnset } from "../unset";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { differs, isUpdate, textAt, wasWillBe } from "./values";

const WHO = "everybody who talks to the skill";

const alias: ChangeRule = {
  id: "alias-moved",
  severity: "info",
  types: ["aws_lambda_alias"],
  examines: { aws_lambda_alias: ["function_version", "routing_config"] },
  find: (change, context) => {
    if (change.action === "create") {
      return pointsElsewhere(change, context);
    }
    if (!isUpdate(change)) {
      return undefined;
    }
    const [was = 0, willBe = 0] = [change.before, change.after].map(versionOf);
    const [isRollback, isForward] = [willBe < was, willBe > was];
    const findings: RuleFinding[] = [];
    if (textAt(change.after, "function_version") === "$LATEST" && differs(change, "function_version")) {
      findings.push({
        severity: "block",
        what: "The alias that Alexa invokes points to whatever was uploaded last.",
        who: WHO,
        effect: `function_version ${wasWillBe(change, "function_version")}: an upload takes effect at once, unreviewed, and there is no version to go back to.`,
        recover: "Let the alias point to the published version of the function.",
      });
    }
    if (isRollback) {
      findings.push({
        ...(isOfItsFunction(change, context) ? {} : { severity: "warn" }),
        what: "The skill goes back to an older version.",
        who: WHO,
        effect: `function_version ${wasWillBe(change, "function_version")}. Code and environment variables of that time count again.`,
        recover: "Check that the older code fits the app client and the skill of today.",
      });
    }
    if (isForward && !isOfItsFunction(change, context)) {
      findings.push({
        severity: "warn",
        what: "The skill goes on to a version that exists already, or to none.",
        who: WHO,
        effect: `function_version ${wasWillBe(change, "function_version")}. Its code is not in this plan.`,
        recover: "Check whose release that version is.",
      });
    }
    return [...findings, ...sharing(change, context)];
  },
};

/** Lambda counts versions; anything else is no release. */
const versionOf = (side: PlannedChange["before"]): number => {
  const version = textAt(side, "function_version") ?? "";
  return /^[1-9]\d*$/.test(version) ? Number(version) : Number.NaN;
};

/** Nobody is sent to a new alias yet. Who is, by a later change of the endpoint, gets what it points to today. */
function pointsElsewhere(change: PlannedChange, context: RuleContext): RuleFinding | undefined {
  const version = textAt(change.after, "function_version");
  if (version === undefined || isOfItsFunction(change, context)) {
    return undefined;
  }
  return {
    severity: "warn",
    what:
      version === "$LATEST"
        ? "A new alias points to whatever was uploaded last."
        : `A new alias points to a version that this plan does not show: ${version}.`,
    who: "nobody today; everybody who is sent to it by a later change",
    effect:
      version === "$LATEST"
        ? "An upload takes effect there at once, unreviewed, and there is no version to go back to."
        : "Code and environment variables are those of that version, and nobody sees them here.",
    recover: "Let the alias point to the version that the function's own apply publishes.",
  };
}

/** A canary that begins, changes or ends. */
function sharing(change: PlannedChange, context: RuleContext): readonly RuleFinding[] {
  const [before, after] = [isUnshared(change.before), isUnshared(change.after)];
  if (!differs(change, "routing_config") || (before && after)) {
    return [];
  }
  const effect = `routing_config ${wasWillBe(change, "routing_config")}.`;
  const ended: RuleFinding = {
    what: "A canary ends: all requests go to the version that the alias names.",
    who: WHO,
    effect: `${effect} Whoever met the former version meets the newest from now on.`,
    recover: "Look at the errors of the newest version first. To go back, npx alexa-link rollback.",
  };
  const what = before
    ? "A canary begins: requests are shared with a former version."
    : "The share of requests that goes to another version changes.";
  const shared: RuleFinding = {
    what,
    who: "a part of the users; Lambda draws anew for each request, so that one conversation may meet both",
    effect: `${effect} Code and environment variables are those of each version.`,
    recover: "Watch the errors of both versions, and end the canary when it has shown what it should.",
  };
  const strange = after ? [] : unseenVersions(change, context);
  return [
    strange.length === 0
      ? after
        ? ended
        : shared
      : {
          ...shared,
          severity: "warn",
          what: `Requests go to a version that this plan does not show: ${strange.join(", ")}.`,
          effect: `${effect} It is neither the alias's own, before or after the apply, nor the function's newest: what its code and its variables are, nobody sees here.`,
          recover: "Share requests with the version that users have today, and no other.",
        },
  ];
}

/** The versions that get a share, and that neither the alias nor its function have in this plan. */
function unseenVersions(change: PlannedChange, context: RuleContext): readonly string[] {
  const { before, after } = change;
  const weights = valueAt(after, ["routing_config", 0, "additional_version_weights"]);
  if (!isObject(weights)) {
    return ["known after the apply"];
  }
  const own = [before, after].map((side) => textAt(side, "function_version"));
  return Object.keys(weights).filter(
    (version) => version === "$LATEST" || !(own.includes(version) || isPublished(version, change, context)),
  );
}

/** Whether an alias goes to the version that the plan's own function has. */
export const isOfItsFunction = ({ before, after }: PlannedChange, context: RuleContext): boolean =>
  isPublished(textAt(after, "function_version"), { before, after }, context);

/** In more than one region a function of one name has versions of its own: the alias's ARN tells of which it is. */
function isPublished(
  version: string | undefined,
  { before, after }: Pick<PlannedChange, "before" | "after">,
  context: RuleContext,
): boolean {
  const called = textAt(after, "function_name");
  const arn = textAt(before, "arn")?.replace(/:[^:]*$/, "");
  const published = publishedVersions(context);
  // Of a new alias nothing tells of which it is: then all that have the name count. A new function has no ARN yet.
  const versions =
    arn === undefined
      ? published.get(called ?? "")
      : (published.get(`${called} ${arn}`) ?? published.get(`${called} undefined`));
  return version !== undefined && versions?.size === 1 && versions.has(version);
}

/** The versions that functions have, by their name or ARN, and by these together with the ARN. */
const publishedVersions = oncePerPlan(({ ofType }): ReadonlyMap<string, ReadonlySet<string | undefined>> => {
  const found = new Map<string, Set<string | undefined>>();
  const add = (called: string, version: string | undefined): void => {
    found.set(called, (found.get(called) ?? new Set()).add(version));
  };
  for (const { after } of ofType("aws_lambda_function")) {
    const [name, arn, version] = ["function_name", "arn", "version"].map((it) => textAt(after, it));
    for (const called of [name, arn]) {
      if (called !== undefined) {
        add(called, version);
        add(`${called} ${arn}`, version);
      }
    }
  }
  return found;
});

/** Whether all requests go to one version. A rollback leaves an empty map of weights, which is the same as none. */
export function isUnshared(side: PlannedChange["after"]): boolean {
  const routing = valueAt(side, ["routing_config"]) ?? [];
  return Array.isArray(routing) && routing.every((block) => withoutUnset(block) === undefined);
}

export const aliasRules: readonly ChangeRule[] = [alias];

/** An alias of the very function whose new version the apply makes. */
export function followsItsFunction(change: PlannedChange, context: RuleContext): boolean {
  const { after, configuredAddress } = change;
  const module = /^(?:module\.[\w-]+\.)*/.exec(configuredAddress)?.[0] ?? "";
  const name = member(after, "function_name");
  const functions = functionsByAddress(context);
  const taken = takenBy(change, "function_version");
  return (
    member(after, "function_version") === UNKNOWN &&
    taken?.every(({ origin, attribute, module: own }) => {
      const names =
        attribute === "version" && own === change.scope?.module ? functions.get(`${module}${origin}`) : undefined;
      return names !== undefined && (typeof name === "symbol" || names.has(name));
    }) === true
  );
}

/** Names and ARNs of the plan's functions, by the address that the configuration has for all of its instances. */
const functionsByAddress = oncePerPlan(({ ofType }): ReadonlyMap<string, ReadonlySet<unknown>> => {
  const found = new Map<string, Set<unknown>>();
  for (const { configuredAddress, after } of ofType("aws_lambda_function")) {
    const names = found.get(configuredAddress) ?? new Set();
    names.add(member(after, "function_name")).add(member(after, "arn"));
    found.set(configuredAddress, names);
  }
  return found;
});
