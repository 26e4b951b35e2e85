import type { JsonNode } from "./json-node";
import { entriesOf, propertiesOf } from "./json-node";
import type { PackageFlaws } from "./package-flaw";
import type { SkillPackage } from "./skill-package";
import { isJsonFile } from "./skill-package";

const FIX =
  "Account linking is no part of a skill package, and the secret in it would lie in the project and in every zip. " +
  "Remove it; the settings are written by a request of their own, from what Terraform made.";

const SECRET_KEY = /^client[-_]?secret$/i;
const SECRET_WORD = /client[-_]?secret/i;

/** Refuses the settings of account linking, which people put here by mistake, and with them the client's secret. */
export function checkForSecrets(files: SkillPackage["files"], json: readonly JsonNode[], flaws: PackageFlaws): void {
  for (const [path, content] of files) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (/^account[-_]?linking.*\.json$/i.test(name)) {
      // SMAPI warns of it, too. A secret in it is refused below.
      flaws.warning(path, `does not belong here. ${FIX}`);
    } else if (!isJsonFile(path) && SECRET_WORD.test(Buffer.from(content).toString("latin1"))) {
      flaws.error(path, `names a client secret. ${FIX}`);
    }
  }
  for (const file of json) {
    for (const path of secretKeysIn(file)) {
      flaws.error(path, `is a client secret. ${FIX}`);
    }
  }
}

/** Without recursion: a value may be nested deeper than the stack. */
function secretKeysIn(file: JsonNode): readonly string[] {
  const found: string[] = [];
  const open: JsonNode[] = [file];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    open.push(...entriesOf(next));
    for (const { key, node } of propertiesOf(next)) {
      open.push(node);
      if (SECRET_KEY.test(key)) {
        found.push(node.path);
      }
    }
  }
  return found;
}
