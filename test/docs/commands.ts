/** The commands that the pages show. */
import type { Block, Page } from "./pages";
import { placeOf } from "./pages";

export interface Invocation {
  readonly place: string;
  /** `npx alexa-link`, `npm run`, `npm test`, `npx cdktf`. */
  readonly program: string;
  /** The command or script; empty where there is none. */
  readonly name: string;
  /** What stands behind it, options included. */
  readonly words: readonly string[];
  readonly options: readonly string[];
}

/** Commands that have commands of their own. */
const GROUPS: readonly string[] = ["memory"];

const PROGRAM = /(?:^|[\s|(`])(npx alexa-link|npm run|npm test|npx cdktf)((?: +[^\s|;&`)#]+)*)/g;

/** Lines of a shell block, without comments, with continued lines joined. */
export const commandLines = ({ code }: Pick<Block, "code">): readonly string[] =>
  code
    .replaceAll(/\\\n\s*|(?<=\|)\n\s*/g, " ")
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");

const invocationsIn = (line: string, place: string): readonly Invocation[] =>
  [...line.matchAll(PROGRAM)].map(([, program = "", text = ""]) => {
    const words = text.trim().split(/\s+/).filter(Boolean);
    const isGroup = GROUPS.includes(words[0] ?? "");
    const [first = "", ...rest] = words[0]?.startsWith("-") ? [] : words;
    const [name, others] = isGroup ? [words.slice(0, 2).join(" "), rest.slice(1)] : [first, rest];
    const options = (name === "" ? words : others).filter((word) => /^--?[a-z]/i.test(word));
    return { place, program, name, words: others, options: options.map((word) => word.replace(/=.*/, "")) };
  });

/** Those of the shell blocks. */
export const invocationsOf = (block: Block): readonly Invocation[] =>
  block.language === "sh" ? commandLines(block).flatMap((line) => invocationsIn(line, placeOf(block))) : [];

/** Those in running text, whole code spans. */
export const spokenInvocations = (page: Page, spans: readonly string[]): readonly Invocation[] =>
  spans
    .filter((span) => /^(npx alexa-link|npm run|npm test|npx cdktf)( |$)/.test(span))
    .flatMap((it) => invocationsIn(it, page.path));
