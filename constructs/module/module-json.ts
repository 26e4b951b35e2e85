/** Terraform's JSON of the module's resources, without provider, backend and variables. */
export interface ModuleJson {
  readonly locals: Readonly<Record<string, unknown>>;
  readonly data: ResourcesJson;
  readonly resource: ResourcesJson;
  readonly output: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type ResourcesJson = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** What of a stack's JSON belongs into a module. */
export function moduleJson({ data, locals, output, resource }: ModuleJson): ModuleJson {
  const json = withoutMetadata({ locals, data, resource, output }) as ModuleJson;
  return toFirstInstances(json) as ModuleJson;
}

/** CDKTF writes `[ for key, val in map: value]` and `{"key" = value}`, which `terraform fmt` writes in another way. */
export const formatted = (text: string): string =>
  text
    .replace(/\[ for (\w+), (\w+) in ([\w.]+): /g, "[for $1, $2 in $3 : ")
    .replace(/(?<![$%])\{("[^{}"]*" = [^{}]*)\}/g, "{ $1 }");

function withoutMetadata(json: unknown): unknown {
  if (Array.isArray(json)) {
    return json.map(withoutMetadata);
  }
  if (typeof json !== "object" || json === null) {
    return json;
  }
  return Object.fromEntries(
    Object.entries(json)
      .filter(([key]) => key !== "//")
      .map(([key, value]) => [key, withoutMetadata(value)]),
  );
}

/** The addresses of what has a `count`, with a dot at the end. */
const countedIn = (resources: ResourcesJson): string[] =>
  Object.entries(resources).flatMap(([type, named]) =>
    Object.entries(named)
      .filter(([, resource]) => Object.hasOwn(resource, "count"))
      .map(([name]) => `${type}.${name}.`),
  );

/** Where a resource has a `count`, a reference is to its first instance: it is read only where there is one. */
function toFirstInstances(json: ModuleJson): unknown {
  const counted = [...countedIn(json.resource), ...countedIn(json.data)];
  const rewritten = (value: unknown): unknown => {
    if (typeof value === "string") {
      return counted.reduce(
        (text, address) => text.replaceAll(address, `${address.slice(0, -1)}[0].`),
        formatted(value),
      );
    }
    if (Array.isArray(value)) {
      return value.map(rewritten);
    }
    if (typeof value !== "object" || value === null) {
      return value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewritten(inner)]));
  };
  return rewritten(json);
}
