import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";

export const FOLDER = join(__dirname, "../../../skill-package");
export const ARN = "arn:aws:lambda:us-east-1:123456789012:function:skill:live";
export const MODELS = ["en-US", "en-GB", "de-DE"].map((locale) => `interactionModels/custom/${locale}.json`);

export type Files = Record<string, Uint8Array>;
// biome-ignore lint/suspicious/noExplicitAny: a test changes what it wants
export type Manifest = any;

export const read = (path: string): Uint8Array => new Uint8Array(readFileSync(join(FOLDER, path)));

/** The project's own skill package, with the endpoints that it lacks until it is deployed. */
export function skillPackage(change: (manifest: Manifest) => void = () => {}, more: Files = {}): Files {
  const file: Manifest = JSON.parse(readFileSync(join(FOLDER, "skill.json"), "utf8"));
  const endpoint = { uri: ARN };
  file.manifest.apis.custom = { endpoint, regions: { EU: { endpoint } } };
  file.manifest.events.endpoint = endpoint;
  change(file.manifest);
  const models = MODELS.map((path) => [path, read(path)]);
  return { "skill.json": strToU8(JSON.stringify(file)), ...Object.fromEntries(models), ...more };
}

export const zipped = (...args: Parameters<typeof skillPackage>): Uint8Array => zipSync(skillPackage(...args));
