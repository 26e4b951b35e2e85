import type { ReleaseRecord } from "./release-record";

/** What a version promised that another one no longer has, a line each. */
export function broken(before: ReleaseRecord, after: ReleaseRecord): string[] {
  return Object.entries(before.promises).flatMap(([kind, names]) => {
    const kept = new Set(after.promises[kind] ?? []);
    return names.filter((name) => !kept.has(name)).map((name) => `${kind}: ${name}`);
  });
}

/** Where the stacks of the same environments differ, a line each. */
export function changed(before: ReleaseRecord, after: ReleaseRecord): string[] {
  return Object.entries(before.stacks).flatMap(([name, text]) => {
    const [old, fresh] = [text, after.stacks[name] ?? "{}"].map((it) => new Map(leavesOf(JSON.parse(it))));
    const places = new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])]);
    return [...places]
      .filter((place) => old?.get(place) !== fresh?.get(place))
      .map((place) => `${name}: ${place}: ${old?.get(place) ?? "–"} → ${fresh?.get(place) ?? "–"}`);
  });
}

/** Every value in some JSON by its place; a list is one value, for what is added to one moves the others. */
function leavesOf(json: unknown, place = ""): [string, string][] {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    const [only] = Array.isArray(json) && json.length === 1 ? json : [];
    // A block of Terraform's is a list of one.
    return typeof only === "object" && only !== null ? leavesOf(only, place) : [[place, JSON.stringify(json)]];
  }
  return Object.entries(json)
    .filter(([key]) => key !== "//")
    .flatMap(([key, value]) => leavesOf(value, place === "" ? key : `${place}.${key}`));
}
