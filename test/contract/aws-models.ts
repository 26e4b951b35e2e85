import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** One type of AWS's own models: what a parameter of an API may be. */
export interface Shape {
  readonly type: string;
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly string[];
  readonly documentation?: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
}

/** The folder of AWS's own models, which botocore brings along and so every machine with moto has, or undefined. */
export function modelsFolder(): string | undefined {
  const script = "import botocore, os; print(os.path.join(os.path.dirname(botocore.__file__), 'data'))";
  for (const python of ["python3", "python"]) {
    const { status, stdout } = spawnSync(python, ["-c", script], { encoding: "utf8" });
    const folder = stdout?.trim() ?? "";
    if (status === 0 && existsSync(join(folder, "endpoints.json"))) {
      return folder;
    }
  }
  return undefined;
}

const shapes = new Map<string, Readonly<Record<string, Shape>>>();

/** The types of a service's newest API, by name. */
export function shapesOf(folder: string, service: string): Readonly<Record<string, Shape>> {
  const known = shapes.get(service) ?? readShapes(folder, service);
  shapes.set(service, known);
  return known;
}

function readShapes(folder: string, service: string): Readonly<Record<string, Shape>> {
  const newest = readdirSync(join(folder, service)).sort().at(-1) ?? "";
  const model = gunzipSync(readFileSync(join(folder, service, newest, "service-2.json.gz"))).toString("utf8");
  return (JSON.parse(model) as { shapes: Record<string, Shape> }).shapes;
}

/** AWS's regions by partition, as its SDKs know them. */
export function regionsIn(folder: string): Readonly<Record<string, readonly string[]>> {
  const { partitions } = JSON.parse(readFileSync(join(folder, "endpoints.json"), "utf8")) as {
    partitions: readonly { readonly partition: string; readonly regions: Readonly<Record<string, unknown>> }[];
  };
  return Object.fromEntries(partitions.map(({ partition, regions }) => [partition, Object.keys(regions).sort()]));
}

/**
 * Whether a service takes a text for what its model says: all of the text by the pattern, which is Java's, and its length
 * in characters.
 */
export function takes({ pattern = "(?s:.*)", min = 0, max = Infinity }: Shape, text: string): boolean {
  return text.length >= min && text.length <= max && expression(pattern).test(text);
}

const expressions = new Map<string, RegExp>();

/** Each is made once: a test asks it of every character that there is. */
function expression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) {
    return known;
  }
  const made = inJavaScript(pattern.replace(/^\^|\$$/g, "").replace(/\(\?s:\.\*\)|\(\?s\)\.\*/, "[^]*"));
  expressions.set(pattern, made);
  return made;
}

/** With the flag u, which `\p{…}` needs, a hyphen between classes must be escaped, and a needless escape must go. */
function inJavaScript(pattern: string): RegExp {
  const escaped = pattern
    .replaceAll("0-9-_", "0-9\\-_")
    .replaceAll(".-]", ".\\-]")
    .replaceAll(",.@-]", ",.@\\-]")
    .replaceAll("\\-_", "\\-_");
  try {
    return new RegExp(`^(?:${escaped})$`, "u");
  } catch {
    return new RegExp(`^(?:${pattern})$`);
  }
}
