import { Token } from "cdktf";

/**
 * Text that Terraform passes on as it is, where it would read `${…}` and `%{…}` as its own expressions.
 * Source: Terraform language, "Strings and Templates", escape sequences.
 */
export const literalText = (text: string): string =>
  Token.isUnresolved(text) ? text : text.replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{");

/** The same of a text that may be left out. */
export const literalTextOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : literalText(text);
