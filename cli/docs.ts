/** `npm run docs`: writes the pages of docs/ that are generated from the code. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentReference } from "../build/documentation/environment-reference";
import { troubleshooting } from "../build/documentation/troubleshooting";

const docs = join(process.cwd(), "docs");
mkdirSync(docs, { recursive: true });
writeFileSync(join(docs, "environments.md"), environmentReference(process.cwd()));
writeFileSync(join(docs, "troubleshooting.md"), troubleshooting());
