import { readFileSync } from "node:fs";
import type { JsonObject } from "./json";
import { isObject, kindOf, parseJson } from "./json";
import { messageOf, Problem } from "./problem";

/**
 * Reads the object in a JSON file that a program has made: what it holds is no secret, and nobody wrote it by hand.
 *
 * @param fix how to have it made anew, in a sentence
 * @throws Problem when it cannot be read, or holds something else
 */
export function readJsonObject(file: string, fix: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Problem(`${file} cannot be read: ${messageOf(error)}. ${fix}`);
  }
  const value = parseJson(text);
  if (!isObject(value)) {
    const what = value === undefined ? "is not JSON" : `holds ${kindOf(value)}, not an object`;
    throw new Problem(`${file} ${what}. ${fix}`);
  }
  return value;
}
