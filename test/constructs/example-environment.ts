import { Lazy, Token } from "cdktf";
import type { Environment, EnvironmentProps, FunctionProps, Problem } from "../../constructs";
import { InvalidEnvironmentsError, parseEnvironments } from "../../constructs";

/** A valid environment that gives only what has to be given. */
export const minimalEnvironment = (): EnvironmentProps => ({
  name: "dev",
  region: "us-east-1",
  accountId: "123456789012",
  state: { type: "s3", bucket: "example-terraform-state" },
  domain: { prefix: "example-skill-dev" },
  alexa: { vendorId: "M1EXAMPLE0DEV", skillIds: [] },
});

/** The environment with one property set, named by its path: `userPool.mfa`. */
export function withValue(path: string, value: unknown, base: object = minimalEnvironment()): EnvironmentProps {
  const [key = "", ...rest] = path.split(".");
  const inner = (base as Record<string, object | undefined>)[key];
  return { ...base, [key]: rest.length === 0 ? value : withValue(rest.join("."), value, inner ?? {}) } as never;
}

/** The environment without one property. */
export function without(path: string, base: object = minimalEnvironment()): EnvironmentProps {
  const copy = structuredClone(base) as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<Record<string, unknown> | undefined>(
    (inner, key) => inner?.[key] as Record<string, unknown> | undefined,
    copy,
  );
  delete parent?.[last];
  return copy as never;
}

export const valueAt = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

export function parse(props: EnvironmentProps): Environment {
  const [environment] = parseEnvironments([props]);
  if (environment === undefined) {
    throw new Error("one environment in, none out");
  }
  return environment;
}

/** What is wrong with the environments; any other error than the one for people passes on and fails the test. */
export function problemsOf(...environments: readonly unknown[]): readonly Problem[] {
  try {
    parseEnvironments(environments as EnvironmentProps[]);
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironmentsError) {
      return error.problems;
    }
    throw error;
  }
}

export const wheres = (...environments: readonly unknown[]): string[] =>
  problemsOf(...environments).map(({ where }) => where);

/** What `${var.probe}` looks like before Terraform knows it, in each of CDKTF's guises. */
export const PROBE = `\${var.probe}`;
export const textToken = (): string => Lazy.stringValue({ produce: () => PROBE });
export const numberToken = (): number => Token.asNumber(Lazy.anyValue({ produce: () => PROBE }));
export const listToken = (): string[] => Token.asList(Lazy.anyValue({ produce: () => PROBE }));
export const mapToken = (): Record<string, string> => Token.asStringMap(Lazy.anyValue({ produce: () => PROBE }));
export const anyToken = (): never => Lazy.anyValue({ produce: () => PROBE }) as never;

/** A function with everything that adds a resource or a block. */
export const everyFunctionSetting = (): Required<
  Pick<
    FunctionProps,
    "deadLetters" | "encryption" | "logging" | "policies" | "provisionedConcurrency" | "statements" | "tracing" | "vpc"
  >
> => ({
  vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
  deadLetters: { targetArn: "arn:aws:sqs:us-east-1:123456789012:dead-letters" },
  tracing: "Active",
  encryption: { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555" },
  logging: { format: "JSON" },
  policies: { tools: "arn:aws:iam::123456789012:policy/tools" },
  statements: {
    Read: {
      actions: ["dynamodb:GetItem"],
      resources: ["arn:aws:dynamodb:us-east-1:123456789012:table/progress"],
    },
  },
  provisionedConcurrency: 2,
});
