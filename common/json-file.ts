import { constants, createReadStream, openSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { Socket } from "node:net";
import { parseExactJson } from "./exact-json";
import { parseExactJsonBytes } from "./exact-json-bytes";
import { isObject } from "./json";
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
  return ofText(await read(file, signal), whereOf(file), expected, JSON.parse);
}

/** The same for what Terraform wrote: numbers are exact (`parseExactJson`), and it may be large. */
export async function readExactJsonFile(file: string, expected: string, signal: AbortSignal): Promise<unknown> {
  const bytes = await read(file, signal);
  try {
    // Mostly it is one value and nothing else. As a text, large ones would need more room than what they hold.
    const value = parseExactJsonBytes(bytes);
    letGo(bytes);
    return value;
  } catch {
    return ofText(bytes, whereOf(file), expected, parseExactJson);
  }
}

/**
 * Half a gigabyte of a file would stay until all of the memory is looked through, which V8 puts off. What is young is
 * freed at once: so its memory is handed to an object that is new, and that nothing holds.
 */
function letGo({ buffer, length }: Buffer): void {
  // A small one may be a part of what others use, too.
  if (length > LARGE && length === buffer.byteLength) {
    structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });
  }
}

/** In bytes. */
const LARGE = 64 * 1024 * 1024;

const whereOf = (file: string): string => (file === "-" ? "standard input" : file);

function ofText(bytes: Buffer, where: string, expected: string, parse: (text: string) => unknown): unknown {
  let whole: string | undefined;
  try {
    whole = decoded(bytes);
    return parseShellJson(whole, parse);
  } catch (error) {
    // V8 has no text of more than 512 MB.
    const text = whole === undefined ? "(too long)" : withoutShell(whole);
    // The parser's own words quote the text; where it stopped is harmless.
    const place = /at position (\d+)/.exec(messageOf(error))?.[1];
    const line = place === undefined ? "" : ` (line ${text.slice(0, Number(place)).split("\n").length})`;
    const why = text.trim() === "" ? ": it is empty" : line;
    throw new WrongUse(`${where} does not hold JSON${why}. Expected is ${expected}.`);
  }
}

/**
 * The JSON in what a program or a shell wrote, with whatever stands around it.
 *
 * @param parse `parseExactJson` for Terraform's numbers @default JSON.parse
 * @throws SyntaxError which may quote the text
 */
export const parseShellJson = (whole: string, parse: (text: string) => unknown = JSON.parse): unknown =>
  onlyValue(withoutShell(whole), parse);

/** PowerShell writes UTF-16 by `>`, with a byte order mark or, in a pipe, without one. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x7b)) {
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  }
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0x7b && second === 0);
  return bytes.toString(isUtf16 ? "utf16le" : "utf8");
}

/**
 * JSON without what shells and pipelines put before it: a byte order mark, log lines, the command that the wrapper of
 * setup-terraform prints first, and what Terragrunt writes at the beginning of a line that a program prints.
 */
function withoutShell(whole: string): string {
  // Looking for a word is many times as fast as looking at each line.
  const isOfTerragrunt = whole.includes("STDOUT");
  const marked = whole.replace(/^\uFEFF/, "");
  const text = isOfTerragrunt ? marked.replace(OF_TERRAGRUNT, "") : marked;
  if (/^\s*(?:\{|\[\s*[[{"\d\]])/.test(text)) {
    return text;
  }
  // The plan, review or settings stand on lines of their own, and begin with a brace.
  const begin = (isOfTerragrunt ? /^(?:[^\n{]*\bSTDOUT\b[^\n{]*)?(?=\{)/m : /^(?=\{)/m).exec(text);
  return begin === null ? text : text.slice(begin.index + begin[0].length);
}

/** Before each line, where it logs what Terraform prints. No line of JSON has that before its first quotation mark. */
const OF_TERRAGRUNT = /^[^\n"{]*\bSTDOUT\b[^\n"{]*?\b(?:terraform|tofu): ?/gm;

/**
 * The JSON value of a text, without the lines that a program writes to the same stream: log lines in JSON around it, and
 * other lines after it, such as the outputs of setup-terraform's wrapper. A second value is refused: which of the two is
 * meant, nobody knows.
 *
 * @throws SyntaxError for anything else
 */
function onlyValue(text: string, parse: (text: string) => unknown): unknown {
  try {
    // Mostly it is one value and nothing else: a plan may be so large that it should not be read twice.
    return parse(text);
  } catch {
    return valueBetweenLines(text, parse);
  }
}

function valueBetweenLines(text: string, parse: (text: string) => unknown): unknown {
  let rest = text;
  for (;;) {
    const end = endOfValue(rest);
    const value = parse(end === undefined ? rest : rest.slice(0, end));
    const after = end === undefined ? "" : rest.slice(end);
    if (isLogLine(value) && /^\r?\n\s*\{/.test(after)) {
      rest = after;
      continue;
    }
    if (after !== "" && (!/^[ \t]*\r?\n/.test(after) || mayHoldAnother(after))) {
      return parse(rest);
    }
    return value;
  }
}

/** Where other text begins after a value, as the parser says; undefined where there is none. */
function endOfValue(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const place = /after JSON at position (\d+)/.exec(messageOf(error))?.[1];
    // White space between the value and the text is the value's: a line break separates the two.
    return place === undefined ? undefined : text.slice(0, Number(place)).trimEnd().length;
  }
}

/** Whether a line begins as a value does, and is none of a log. */
const mayHoldAnother = (text: string): boolean =>
  text.split("\n").some((line) => /^\s*[{[]/.test(line) && !isLogText(line));

function isLogText(line: string): boolean {
  try {
    return isLogLine(JSON.parse(line));
  } catch {
    return false;
  }
}

/** `{"level":"info","msg":"…"}` of Terragrunt, `{"@level":"info","@message":"…"}` of Terraform. */
const isLogLine = (value: unknown): boolean =>
  isObject(value) &&
  ["level", "@level"].some((name) => Object.hasOwn(value, name)) &&
  ["msg", "message", "@message"].some((name) => Object.hasOwn(value, name));

async function read(file: string, signal: AbortSignal): Promise<Buffer> {
  const where = whereOf(file);
  try {
    const stats = file === "-" ? undefined : await stat(file);
    const isFile = stats?.isFile() === true;
    if (isFile && stats.size > MAX_BYTES) {
      throw tooLarge(where);
    }
    // In one piece, of the file's size: chunks would need as much room again.
    return isFile ? await readFile(file, { signal }) : await readStream(file, stats?.isFIFO() === true, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof WrongUse ? error : new WrongUse(`${where} cannot be read: ${whyNot(error)}.`);
  }
}

/**
 * What a pipe gives, without a thread of Node's that waits for it: a process does not end before its threads.
 * Without Windows, where no pipe has a name among files.
 */
function pipe(file: string, signal: AbortSignal): Socket {
  return new Socket({
    fd: openSync(file, constants.O_RDONLY | constants.O_NONBLOCK),
    readable: true,
    writable: false,
    signal,
  });
}

/** A pipe may never end, and Ctrl-C must. */
async function readStream(file: string, isPipe: boolean, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Aborting ends the wait for a writer that never comes, too.
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const stream = file === "-" ? process.stdin : isPipe ? pipe(file, signal) : createReadStream(file, { signal });
  const whole = (async () => {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > MAX_BYTES) {
        throw tooLarge(whereOf(file));
      }
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  })();
  return Promise.race([whole, aborted]);
}

const tooLarge = (where: string): WrongUse =>
  new WrongUse(`${where} is too large: more than ${MAX_BYTES / 1024 / 1024} MB.`);

function whyNot(error: unknown): string {
  const known: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a folder",
    EACCES: "you may not read it",
    ENOTDIR: "a part of its path is no folder",
  };
  return known[codeOf(error) ?? ""] ?? messageOf(error);
}
