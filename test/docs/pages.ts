/** The pages that people read, and what stands in them. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** A fenced piece of code. */
export interface Block {
  readonly page: string;
  /** Of the fence, counted from 1. */
  readonly line: number;
  /** The fence's first word: sh, ts, hcl, json. Empty where there is none. */
  readonly language: string;
  /** The fence's other words. Code hosts do not show them. */
  readonly marks: readonly string[];
  readonly code: string;
}

export interface Page {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** What is not in a block. */
  readonly prose: string;
}

const FENCE = /^( *)```([^`\n]*)\n(.*?)^\1``` *$/gms;

/** Markdown in a folder and below it. */
function markdownIn(folder: string): string[] {
  const entries = existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder), { withFileTypes: true }) : [];
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === ".terraform" ? [] : markdownIn(path);
    }
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** Every page that somebody reads; those of docs/api are generated, and have nothing but types. */
export const pages: readonly Page[] = [
  "CONTRIBUTING.md",
  "README.md",
  "test/README.md",
  ...markdownIn("docs").filter((path) => !path.startsWith("docs/api/")),
  ...markdownIn("module").filter((path) => path.endsWith("README.md")),
  ...markdownIn("examples"),
]
  .sort()
  .map(readPage);

export const blocks: readonly Block[] = pages.flatMap((page) => page.blocks);

export function readPage(path: string): Page {
  const text = readFileSync(join(ROOT, path), "utf8");
  const found = [...text.matchAll(FENCE)].map((match): Block => {
    const [, indent = "", info = "", code = ""] = match;
    const [language = "", ...marks] = info.trim().split(/\s+/);
    const line = text.slice(0, match.index).split("\n").length;
    return { page: path, line, language, marks, code: code.replaceAll(new RegExp(`^${indent}`, "gm"), "") };
  });
  return { path, text, blocks: found, prose: text.replaceAll(FENCE, "").replaceAll(/<!--.*?-->/gs, "") };
}

/** Where a page of this project is linked from: the target's path, and the part after #. */
export interface Link {
  readonly text: string;
  readonly path: string;
  readonly anchor?: string;
}

/** Links within the project. Code is not looked into, and other places of the web are not asked. */
export function linksOf({ path, prose }: Page): readonly Link[] {
  return [...prose.replaceAll(/`[^`\n]*`/g, "code").matchAll(/\]\(([^()\s]+)\)/g)].flatMap(([, text = ""]) => {
    if (/^[a-z]+:/i.test(text)) {
      return [];
    }
    const [file = "", anchor] = text.split("#");
    return [{ text, path: file === "" ? path : posix.join(posix.dirname(path), decodeURI(file)), anchor }];
  });
}

export const exists = (path: string): boolean => existsSync(join(ROOT, path));

export const isFile = (path: string): boolean => exists(path) && statSync(join(ROOT, path)).isFile();

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf({ prose }: Pick<Page, "prose">): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of prose.matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replaceAll(/\\(?=[^\w\s])|\\(?=_)/g, "")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-");
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) {
      unique = `${anchor}-${count}`;
    }
    anchors.add(unique);
  }
  return anchors;
}

/** Code spans in the prose. */
export const spansOf = ({ prose }: Page): readonly string[] =>
  [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);

/** For a test's name. */
export const placeOf = ({ page, line }: Block): string => `${page}:${line}`;
