/**
 * Environments of the schema's own properties with values at the edges and beyond: each is synthesized, to the same text
 * twice, or refused with problems in words; no value becomes an expression of Terraform's, and no error is a program's.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import fc from "fast-check";
import { removeFolder } from "../../common/temporary-folder";
import type { EnvironmentProps } from "../../constructs";
import { InvalidEnvironmentsError, parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { environmentLeaves } from "../constructs/environment-leaves";
import { minimalEnvironment, withValue } from "../constructs/example-environment";
import { samplesOf } from "../e2e/module-samples";
import { smallFilesFolder } from "../run-folder";
import { strangeJson } from "./changed-json";
import type { Door, OpenDoor } from "./door";
import { hold } from "./door";

interface Case {
  /** Of the schema's properties: its environment is the one that is changed. */
  readonly in: string;
  readonly values: readonly { readonly path: string; readonly value?: unknown }[];
}

const LEAVES = environmentLeaves();

/** What Terraform would read as an expression, where nothing keeps it from doing so. */
const EXPRESSION = `planted-\${path.cwd}-%{ if true }x%{ endif }`;

const valueFor = (at: number): fc.Arbitrary<unknown> => {
  const samples = samplesOf(LEAVES[at]?.field ?? { kind: "flag" });
  const known = samples.length === 0 ? [true, false] : samples;
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(EXPRESSION, [EXPRESSION], { [EXPRESSION]: EXPRESSION }) },
    { weight: 1, arbitrary: strangeJson },
  );
};

const change = fc
  .nat(LEAVES.length - 1)
  .chain((at) => fc.record({ path: fc.constant(LEAVES[at]?.path ?? ""), value: valueFor(at) }));

const cases: fc.Arbitrary<Case> = fc.nat(LEAVES.length - 1).chain((at) => {
  const { key = "", path = "" } = LEAVES[at] ?? {};
  const own = fc.record({ path: fc.constant(path), value: valueFor(at) });
  return fc.record({
    in: fc.constant(key),
    values: fc.tuple(own, fc.array(change, { maxLength: 2 })).map(([first, more]) => [first, ...more]),
  });
});

/** The environment of a case, as somebody would write it. */
export function environmentOf({ in: key, values }: Case): EnvironmentProps {
  const base = LEAVES.find((it) => it.key === key)?.base() ?? minimalEnvironment();
  return values.reduce<EnvironmentProps>((props, { path, value }) => safelyWith(path, value, props), base as never);
}

/** A value may have taken the place of a group. */
function safelyWith(path: string, value: unknown, props: EnvironmentProps): EnvironmentProps {
  const groups = path.split(".").slice(0, -1);
  let inner: unknown = props;
  for (const name of groups) {
    inner = (inner as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (inner !== undefined && (typeof inner !== "object" || inner === null || Array.isArray(inner))) {
      return props;
    }
  }
  return withValue(path, value, props);
}

async function open(): Promise<OpenDoor<Case>> {
  // Not by the helpers of other tests, whose hooks cannot be defined within a test.
  const folder = smallFilesFolder();
  const zip = join(folder, "skill.zip");
  writeFileSync(zip, "not really a zip, but always the same bytes\n");
  const bundle = readSkillBundle(zip);
  const synthesized = (props: EnvironmentProps): string => {
    const app = new App({ outdir: join(folder, "out"), stackTraces: false });
    const [environment] = parseEnvironments([props]);
    hold(environment !== undefined, "one environment in, none out");
    new SkillStack(app, environment.name, { environment, bundle, joinAccountsBundle: bundle });
    app.synth();
    return readFileSync(join(folder, "out/stacks", environment.name, "cdk.tf.json"), "utf8");
  };
  return {
    enter: (given) => {
      const props = environmentOf(given);
      try {
        const text = synthesized(props);
        hold(text === synthesized(props), "a second synth writes something else");
        const left = text.match(/planted-\$+\{|-%+\{ if/g) ?? [];
        hold(
          left.every((it) => /\$\$\{|%%\{/.test(it)),
          "a value has become an expression of Terraform's",
        );
      } catch (error) {
        const { message, name } = error as Error;
        hold(error instanceof InvalidEnvironmentsError, `${name}: ${message}`);
        hold(error.problems.length > 0, "it is refused for no reason");
        const isSaid = error.problems.every(({ allowed, fix, where }) =>
          [allowed, fix, where].every((it) => it !== ""),
        );
        hold(isSaid && !/\[object \w+\]/.test(message), `the problems are ${message.slice(0, 300)}`);
      }
    },
    close: () => removeFolder(folder),
  };
}

export const door: Door<Case> = { cases, casesInTests: 60, casesAtNight: 20_000, deadlineMs: 3000, open };
