import { createReadStream } from "node:fs";
import { codeOf, messageOf, WrongUse } from "./problem";

/** No plan, output or settings file is nearly as large. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Reads JSON from a file, or from standard input when its name is `-`.
 *
 * @param expected what it should hold, for whoever has to fix it
 * @throws WrongUse without a word of what it holds: it may be a secret
 */
export async function readJsonFile(file: string, expected: string, signal: AbortSignal): Promise<unknown> {
  const where = file === "-" ? "standard input" : file;
  const text = (await read(file, where, signal)).replace(/^\uFEFF/, ""); // a byte order mark, as Windows writes it
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser's own words quote the text; where it stopped is harmless.
    const place = /at position (\d+)/.exec(messageOf(error))?.[1];
    const line = place === undefined ? "" : ` (line ${text.slice(0, Number(place)).split("\n").length})`;
    const why = text.trim() === "" ? ": it is empty" : line;
    throw new WrongUse(`${where} does not hold JSON${why}. Expected is ${expected}.`);
  }
}

/** As a stream, because a pipe may never end, and Ctrl-C must. */
async function read(file: string, where: string, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Aborting ends the wait for a writer that never comes, too.
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const stream = file === "-" ? process.stdin : createReadStream(file, { signal });
  const whole = (async () => {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > MAX_BYTES) {
        throw new WrongUse(`${where} is too large: more than ${MAX_BYTES / 1024 / 1024} MB.`);
      }
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString("utf8");
  })();
  try {
    return await Promise.race([whole, aborted]);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof WrongUse ? error : new WrongUse(`${where} cannot be read: ${whyNot(error)}.`);
  }
}

function whyNot(error: unknown): string {
  const known: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a folder",
    EACCES: "you may not read it",
    ENOTDIR: "a part of its path is no folder",
  };
  return known[codeOf(error) ?? ""] ?? messageOf(error);
}
