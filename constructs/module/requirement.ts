import type { TerraformDataSource, TerraformElement, TerraformResource } from "cdktf";
import { Fn, Op, ref, TerraformStack, Token } from "cdktf";
import type { Condition } from "./condition";
import { problemText } from "./properties";

/** What something that is made elsewhere has to have, so that users can link. */
export interface Requirement {
  /** The property that a person would change, or what lacks something. */
  readonly where: string;
  readonly holds: Condition;
  /** Terraform's expression for what is there instead; never a secret. */
  readonly received: string;
  readonly allowed: string;
  readonly fix: string;
}

/** Makes a data source, or a resource, fail with the requirements that do not hold. Terraform looks at them in every plan. */
export function requireOf(data: TerraformDataSource | TerraformResource, requirements: readonly Requirement[]): void {
  const open = requirements.filter(({ holds }) => holds !== true);
  if (open.length === 0) {
    return;
  }
  const postcondition = open.map(({ where, holds, received, allowed, fix }) => ({
    condition: holds,
    errorMessage: problemText(where, received, allowed, fix),
  }));
  data.lifecycle = { ...data.lifecycle, postcondition: [...(data.lifecycle?.postcondition ?? []), ...postcondition] };
}

/** A text that the resource or data source has, in a condition of its own. */
export const readText = (data: TerraformElement, name: string): string =>
  Token.asString(ref(`self.${name}`, TerraformStack.of(data)));

/** A list or set that the data source has read, in a condition of its own. */
export const readList = (data: TerraformDataSource, name: string): readonly string[] =>
  Token.asList(ref(`self.${name}`, TerraformStack.of(data)));

/** A flag that the data source has read, in a condition of its own. */
export const readFlag = (data: TerraformDataSource, name: string): Condition =>
  ref(`self.${name}`, TerraformStack.of(data));

/** Whether a text that only Terraform knows has a character. */
export const hasText = (text: string): Condition => Fn.try([Op.gte(Fn.lengthOf(text), 1), false]);

/** Whether all of the entries are in a list that only Terraform knows. */
export const hasAll = (list: readonly string[], entries: readonly string[]): Condition =>
  Op.lt(Fn.lengthOf(Fn.setsubtract([...entries], [...list])), 1);

/** Whether a text that only Terraform knows is among these; not, where it cannot be compared. */
export const isAmong = (text: string, texts: readonly string[]): Condition =>
  Fn.try([Fn.contains([...texts], text), false]);
