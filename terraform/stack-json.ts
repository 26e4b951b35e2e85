import { join } from "node:path";
import type { JsonObject } from "../common/json";
import { readJsonObject } from "../common/json-object-file";

/**
 * A stack's `cdk.tf.json`, as cdktf synthesized it.
 *
 * @throws Problem when it is not there, or is broken
 */
export const readStackJson = (folder: string): JsonObject =>
  readJsonObject(join(folder, "cdk.tf.json"), "Synthesize it anew: npx cdktf synth");
