import { Token } from "cdktf";
import { adoptRules } from "./adopt-rules";
import type { FieldProblem } from "./check-field";
import { checkField, UNKNOWN, WRITE_IT_OUT } from "./check-field";
import type { Environment, EnvironmentProps } from "./environment";
import { environmentSchema } from "./environment";
import { opaqueKind } from "./excerpt";
import { functionRegionRules } from "./function-region-rules";
import type { Problem } from "./problem";
import { InvalidEnvironmentsError } from "./problem";
import { distinctionRules, environmentRules } from "./rules";

/**
 * Checks environments and fills in their defaults.
 *
 * @throws {InvalidEnvironmentsError} with every problem of every environment
 */
export function parseEnvironments(environments: readonly EnvironmentProps[]): Environment[] {
  if (!Array.isArray(environments) || environments.length === 0) {
    const allowed = "a list of one or more environments";
    const isPromise = opaqueKind(environments) === "a promise";
    const fix = isPromise
      ? "write the values themselves: nothing waits for a promise"
      : "export a list, in square brackets, from environments.ts";
    throw new InvalidEnvironmentsError([{ where: "environments", received: environments, allowed, fix }]);
  }
  const parsed = Array.from(environments, parse);
  const problems = [
    ...parsed.flatMap(({ label, problems }) =>
      problems.map((problem) => ({ ...problem, where: at(label, problem.path) })),
    ),
    ...collisions(parsed),
  ];
  if (problems.length > 0) {
    throw new InvalidEnvironmentsError(problems);
  }
  return parsed.map(({ environment }) => environment);
}

interface Parsed {
  readonly label: string;
  readonly environment: Environment;
  readonly problems: readonly FieldProblem[];
}

const at = (label: string, path: string): string => (path === "" ? label : `${label}: ${path}`);

function parse(props: EnvironmentProps, index: number): Parsed {
  const problems: FieldProblem[] = [];
  const environment = withDerived(checkField(environmentSchema, props, "", problems) as Environment, problems);
  for (const rule of [...environmentRules, ...functionRegionRules]) {
    if (isJudgeable(rule.reads, environment, problems) && rule.holds(environment) === false) {
      problems.push({ path: rule.path, received: rule.received(environment), allowed: rule.allowed, fix: rule.fix });
    }
  }
  const adopt = environment?.adopt;
  for (const rule of adopt === undefined ? [] : adoptRules) {
    if (isJudgeable(rule.reads, environment, problems) && adopt !== undefined && !rule.holds(environment, adopt)) {
      problems.push({ path: rule.path, received: rule.received(adopt), allowed: rule.allowed, fix: rule.fix });
    }
  }
  const name: unknown = props?.name;
  if (typeof name === "string" && name in Object.prototype) {
    // The package constructs keeps an app's stacks by name in an object that inherits: a module of Terraform's may be called so.
    problems.push({
      path: "name",
      received: name,
      allowed:
        "another name: cdktf takes this one for a stack that is there already, as every object of JavaScript has it",
      fix: "call the environment otherwise",
    });
  }
  return { label: typeof name === "string" && name !== "" ? name : `environment ${index + 1}`, environment, problems };
}

/** The defaults that follow from other properties. The state's have to be known before Terraform runs. */
function withDerived(environment: Environment, problems: FieldProblem[]): Environment {
  const { state } = environment ?? {};
  if (state?.type !== "s3") {
    return environment;
  }
  const derive = (given: string | undefined, path: string, derived: string, from: string): string => {
    if (given !== undefined) {
      return given;
    }
    if (Token.isUnresolved(derived)) {
      problems.push({ path, received: `${UNKNOWN}, by way of ${from}`, allowed: "known text", fix: WRITE_IT_OUT });
    }
    return derived;
  };
  const { name, project, region } = environment;
  if (typeof name !== "string" || typeof project !== "string") {
    return environment;
  }
  const key = derive(state.key, "state.key", `${project}/${name}.tfstate`, "project");
  return { ...environment, state: { ...state, key, region: derive(state.region, "state.region", region, "region") } };
}

/** A rule about several properties can be judged when each is right by itself and known before Terraform runs. */
function isJudgeable(reads: readonly string[], environment: Environment, problems: readonly FieldProblem[]): boolean {
  return reads.every(
    (path) => !problems.some((problem) => overlaps(problem.path, path)) && !hasToken(valueAt(environment, path)),
  );
}

const overlaps = (a: string, b: string): boolean =>
  a === "" ||
  [".", "["].some((end) => `${a}${end}`.startsWith(`${b}${end}`) || a.startsWith(`${b}${end}`)) ||
  b.startsWith(`${a}.`);

const valueAt = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>>)?.[key], value);

function hasToken(value: unknown): boolean {
  if (Token.isUnresolved(value)) {
    return true;
  }
  return typeof value === "object" && value !== null && Object.values(value).some(hasToken);
}

function collisions(parsed: readonly Parsed[]): Problem[] {
  return distinctionRules.flatMap((rule) => {
    const first = new Map<string, string>();
    return parsed.flatMap(({ label, environment, problems }): Problem[] => {
      if (!isJudgeable(rule.reads, environment, problems)) {
        return [];
      }
      const keys = rule.keys(environment);
      const other = keys.map((key) => first.get(key)).find((it) => it !== undefined);
      if (other === undefined) {
        for (const key of keys) {
          first.set(key, label);
        }
        return [];
      }
      return [
        {
          where: at(label, rule.path),
          received: rule.received(environment),
          allowed: rule.allowed,
          fix: `${rule.fix} (the environment ${other} has the same)`,
        },
      ];
    });
  });
}
