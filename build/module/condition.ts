import type { ChoiceField, Field, ListField, MapField, Pattern, TextField } from "../../constructs/environment/field";
import { terraformName } from "../../constructs/module/properties";
import { toRe2 } from "../hcl/regular-expression";
import { quotedText } from "../hcl/template";
import { listText, valueText } from "../hcl/value";

/** Longer conditions are written one part a line. */
const LINE_WIDTH = 100;

/** Terraform's condition for what a field allows; undefined where the type alone does it. */
export function conditionOf(field: Field, value: string): string | undefined {
  const parts = partsOf(field, value);
  if (parts.length === 0) {
    return undefined;
  }
  const whole = allOf(parts);
  // What may be left out is null then. What must be given and is null would end in an error of a function instead.
  if (field.derived !== undefined) {
    // Not `||`, both sides of which older versions of Terraform evaluate, and fail at a comparison with null.
    return `${value} == null ? true : ${whole}`;
  }
  return field.kind === "list" && field.default === undefined ? `try(${whole}, false)` : whole;
}

/**
 * Of a list or a map the entries that are wrong by themselves, which may be few of many; without any, the whole. A list
 * to choose from is short.
 */
export function receivedOf(field: Field, value: string): string {
  switch (field.kind) {
    case "list":
      if (field.item.kind !== "text") {
        return value;
      }
      return `try(coalescelist([for item in ${value} : item if !(${itemParts(field.item).join(" && ")})]), ${value})`;
    case "map": {
      if (field.value.kind !== "text") {
        return `[for key in keys(${value}) : key if !(${textParts(field.key, "key").join(" && ")})]`;
      }
      const isRight = entryParts(field).join(" && ");
      return `try(coalescelist([for key, text in ${value} : { (key) = text } if !(${isRight})]), ${value})`;
    }
    default:
      return value;
  }
}

/** All of them, on one line where it is short. */
export function allOf(parts: readonly string[]): string {
  const line = parts.map((part) => (part.includes(" || ") ? `(${part})` : part)).join(" && ");
  return parts.length === 1 || line.length <= LINE_WIDTH ? line : `alltrue(${listText(parts)})`;
}

function partsOf(field: Field, value: string): string[] {
  switch (field.kind) {
    case "text":
      return textParts(field, value);
    case "number":
      return [`${value} >= ${field.min}`, `${value} <= ${field.max}`, `floor(${value}) == ${value}`];
    case "choice":
      return [isOneOf(field.values, value)];
    case "list":
      return listParts(field, value);
    case "map":
      return [
        `length(${value}) <= ${field.max}`,
        ...(field.ignoresCase === true
          ? [`length(distinct([for key in keys(${value}) : lower(key)])) == length(${value})`]
          : []),
        `alltrue([for ${field.value.kind === "text" ? `key, text in ${value}` : `key in keys(${value})`} : ${entryParts(field).join(" && ")}])`,
      ];
    case "flag":
    case "group":
    case "variant":
      return []; // their values are leaves of their own
  }
}

const textParts = ({ pattern, except, maxLength, maxBytes }: TextField, value: string): string[] => [
  matches(pattern, value),
  ...(except === undefined ? [] : [`!${matches(except, value)}`]),
  ...(maxLength === undefined ? [] : [`try(length(${value}) <= ${maxLength}, false)`]),
  // Base64 has four characters for three bytes begun: a limit that is no multiple of three is not met exactly.
  ...(maxBytes === undefined ? [] : [`try(length(base64encode(${value})) <= ${Math.ceil(maxBytes / 3) * 4}, false)`]),
];

const matches = (pattern: Pattern, value: string): string => `can(regex(${quotedText(toRe2(pattern))}, ${value}))`;

const listParts = ({ item, max, min, uniqueBy }: ListField, value: string): string[] => [
  ...(min === 0 ? [] : [`length(${value}) >= ${min}`]),
  `length(${value}) <= ${max}`,
  `length(distinct(${uniqueBy === undefined ? value : `${value}[*].${terraformName(uniqueBy)}`})) == length(${value})`,
  ...(item.kind === "group" ? [] : [`alltrue([for item in ${value} : ${itemParts(item).join(" && ")}])`]),
];

const entryParts = ({ key, value }: MapField): string[] => [
  ...textParts(key, "key"),
  ...(value.kind === "text" ? textParts(value, "text") : []),
];

/** An entry may be null, which `contains` takes for an error of the module's. */
const itemParts = (item: TextField | ChoiceField): string[] =>
  item.kind === "choice" ? [`try(${isOneOf(item.values, "item")}, false)`] : textParts(item, "item");

const isOneOf = (values: readonly unknown[], value: string): string => `contains(${valueText(values)}, ${value})`;
