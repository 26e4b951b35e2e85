import type { Field } from "../environment/field";
import { moduleFields, terraformName } from "./properties";

/** Names that TypeScript and Terraform write differently, the longest first. */
const NAMES = [...new Set(Object.entries(moduleFields).flatMap(([name, field]) => [name, ...namesIn(field)]))]
  .filter((name) => terraformName(name) !== name)
  .sort((one, two) => two.length - one.length);

/** Words about properties with the names that they have in Terraform. */
export const moduleText = (text: string): string =>
  NAMES.reduce((result, name) => result.replace(new RegExp(`\\b${name}\\b`, "g"), terraformName(name)), text);

function namesIn(field: Field): string[] {
  if (field.kind !== "group") {
    return [];
  }
  return Object.entries(field.fields as Readonly<Record<string, Field>>).flatMap(([name, inner]) => [
    name,
    ...namesIn(inner),
  ]);
}
