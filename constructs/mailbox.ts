import { TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import { withStaticAddress } from "./static-address";

/** What a name may have as it is (RFC 5322, section 3.2.3). */
const ATOMS = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( +[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const ASCII = /^[ -~]*$/;

/**
 * An encoded word has at most 75 characters, of which 12 are `=?UTF-8?B?` and `?=`, and whole characters only (RFC 2047,
 * sections 2 and 5): in Base64, eleven of at most four bytes.
 */
const WORD = /.{1,11}/gu;

/**
 * A name with an address behind it, as a header of a mail has it: a name with a comma in quotes, one with letters beyond
 * ASCII in encoded words. Where Terraform knows the value, Terraform does it.
 *
 * @param mailbox `codes@example.com`, or `Stack Guide <codes@example.com>` with neither quotes nor backslashes
 */
export function mailboxHeader(scope: Construct, id: string, mailbox: string | undefined): string | undefined {
  if (mailbox !== undefined && Token.isUnresolved(mailbox)) {
    return mailboxExpression(scope, id, mailbox);
  }
  const [, name, address] = /^(.+) (<[^<>]+>)$/.exec(mailbox ?? "") ?? [];
  return name === undefined ? mailbox : `${phrase(name)} ${address}`;
}

function phrase(name: string): string {
  if (ATOMS.test(name)) {
    return name;
  }
  if (ASCII.test(name)) {
    return `"${name}"`;
  }
  const words = name.match(WORD) ?? [];
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString("base64")}?=`).join(" ");
}

/** The same in Terraform's words. */
function mailboxExpression(scope: Construct, id: string, mailbox: string): string {
  const local = (name: string, expression: string): TerraformLocal =>
    withStaticAddress(new TerraformLocal(scope, name, expression));
  const read = ({ friendlyUniqueId }: TerraformLocal): string => `local.${friendlyUniqueId}`;

  const given = read(local(id, mailbox));
  // Without a name, the whole is the address.
  const parts = read(local(`${id}_parts`, `\${try(regex("^(.+) (<[^<>]+>)$", ${given}), [])}`));
  const name = `${parts}[0]`;
  const words = `join(" ", [for word in regexall(".{1,11}", ${name}) : "=?UTF-8?B?\${base64encode(word)}?="])`;
  const quoted = `can(regex("${ASCII.source}", ${name})) ? format("\\"%s\\"", ${name}) : ${words}`;
  const phrased = `can(regex("${ATOMS.source}", ${name})) ? ${name} : ${quoted}`;
  const header = `length(${parts}) == 0 ? ${given} : join(" ", [${phrased}, ${parts}[1]])`;
  return local(`${id}_header`, `\${${header}}`).asString;
}
