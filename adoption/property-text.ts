import type { Difference } from "./adoption";

type Tree = { [name: string]: Tree | readonly [unknown] };

/** The properties as they are written into an environment of `environments.ts`, a line each, without indentation. */
export function propertyText(differences: readonly Pick<Difference, "property" | "atAws">[]): readonly string[] {
  const tree: Tree = {};
  for (const { property, atAws } of differences) {
    put(tree, property.split("."), atAws);
  }
  return linesOf(tree);
}

function put(tree: Tree, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[name] = [value];
    return;
  }
  const inner = (tree[name] ?? {}) as Tree;
  tree[name] = inner;
  put(inner, rest, value);
}

const linesOf = (tree: Tree): string[] =>
  Object.entries(tree).flatMap(([name, inner]) =>
    Array.isArray(inner)
      ? [`${name}: ${literal(inner[0])},`]
      : [`${name}: {`, ...linesOf(inner as Tree).map((line) => `  ${line}`), "},"],
  );

/** As TypeScript, which takes JSON; in lists with a blank behind each comma. */
function literal(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(literal).join(", ")}]` : JSON.stringify(value);
}
