import { count } from "../common/plain-text";
import { itemsUpTo } from "./markdown-fit";
import { code, escaped } from "./markdown-text";
import { pathInStack } from "./report-own-values";
import { environmentsByValue, listOf } from "./report-text";
import type { AttributeChange, EnvironmentDifference, EnvironmentReview, ResourceChange } from "./review";

/** Attributes that are shown of one change. */
const MAX_ATTRIBUTES = 30;

/** The changes that take something away come first, and so are cut last. */
const ORDER: readonly ResourceChange["action"][] = ["replace", "delete", "forget", "update"];

/** Every change of an environment, with its attributes, as far as there is room. */
export function changeItems({ environment, changes, outputs }: EnvironmentReview, limit: number): readonly string[] {
  const rank = ({ action }: ResourceChange): number => (ORDER.includes(action) ? ORDER.indexOf(action) : ORDER.length);
  return [
    ...itemsUpTo(
      limit,
      [...changes].sort((a, b) => rank(a) - rank(b)),
      (change) => changeItem(change, environment),
    ),
    ...outputs.map(({ name, action }) => `- **${action}** output ${code(name)}`),
  ];
}

/** A difference between environments, with environments of equal values together. */
export function differenceItem({ subject, what, values }: EnvironmentDifference): string {
  const parts = [...environmentsByValue(values)].map(
    ([value, names]) => `${value === "-" ? "no change" : code(value, 200)} in ${escaped(listOf(names))}`,
  );
  return `- ${code(subject, 200)}, ${code(what, 200)}: ${parts.join("; ")}`;
}

function changeItem(change: ResourceChange, environment: string): string {
  const { action, address, construct, previousAddress, attributes } = change;
  const name =
    construct === undefined ? code(address) : `${code(pathInStack(construct, environment))} (${code(address)})`;
  const from = previousAddress === undefined ? "" : `, moved from ${code(previousAddress)}`;
  const hidden = attributes.length - MAX_ATTRIBUTES;
  return [
    `- **${action}** ${name}${from}`,
    ...attributes.slice(0, MAX_ATTRIBUTES).map((attribute) => `  - ${attributeText(attribute, action)}`),
    ...(hidden > 0 ? [`  - and ${count(hidden, "more attribute", "more attributes")}`] : []),
  ].join("\n");
}

function attributeText(
  { path, before, after, forcesReplacement }: AttributeChange,
  action: ResourceChange["action"],
): string {
  const values = action === "create" ? code(after, 300) : `${code(before, 300)} to ${code(after, 300)}`;
  return `${code(path, 200)}: ${values}${forcesReplacement ? ", which forces the replacement" : ""}`;
}
