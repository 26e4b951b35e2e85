/** What a style sheet of the classic sign-in page does beyond colors and shapes that people can still read. */
import type { Color } from "./colors";
import { colorOf, contrast } from "./colors";

/**
 * Properties that only decorate, whatever their value but for what is looked at below. Amazon Cognito takes few others:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/hosted-ui-classic-branding.html
 */
const DECORATES =
  /^(?:background(?:-color)?|border(?:-\w+)*|box-shadow|color|cursor|font(?:-(?:family|size|style|weight))?|height|letter-spacing|line-height|margin(?:-\w+)?|max-(?:height|width)|min-(?:height|width)|outline(?:-\w+)?|padding(?:-\w+)?|text-(?:align|decoration)|text-transform|transition(?:-[a-z-]+)?|vertical-align|white-space|width)$/;

/** Lengths of a property in pixels, and what a percent and a number without a unit count for. */
interface Range {
  readonly of: RegExp;
  readonly least: number;
  readonly most: number;
  readonly percent: number;
  readonly unitless?: number;
}

/** Beyond these something can no longer be seen or read, is pushed out of sight, or lies over something else. */
const RANGES: readonly Range[] = [
  { of: /^font(?:-size)?$/, least: 8, most: 72, percent: 0.16 },
  { of: /^line-height$/, least: 8, most: 100, percent: 0.16, unitless: 16 },
  { of: /^(?:max-)?width$/, least: 12, most: 2000, percent: 1 },
  { of: /^(?:max-)?height$/, least: 12, most: 1200, percent: 1 },
  { of: /^min-(?:height|width)$/, least: 0, most: 1200, percent: 8 },
  { of: /^margin/, least: -40, most: 200, percent: 8 },
  { of: /^padding/, least: 0, most: 200, percent: 8 },
  { of: /^letter-spacing$/, least: -2, most: 16, percent: 8 },
  { of: /^vertical-align$/, least: -40, most: 40, percent: 1 },
  { of: /^box-shadow$/, least: -60, most: 60, percent: 8 },
  { of: /^(?:border(?!.*radius)|outline)/, least: -20, most: 40, percent: 8 },
];

/** Of these two colors nobody can tell one from the other. W3C's WCAG 2.1 asks for 4.5 where a text is to be read. */
const LEAST_CONTRAST = 1.5;

/** The ground of the classic page and of its fields, and its letters, unless a sheet says otherwise. */
const WHITE: Color = [255, 255, 255];
const LETTERS: Color = [51, 51, 51];
/** The button's, with white letters. */
const BUTTON: Color = [51, 122, 183];

/** Declarations that hide, cover or replace something, as they read in the sheet; none of a sheet that decorates. */
export function hidingIn(css: string): readonly string[] {
  const rules: Rule[] = [];
  const others: string[] = [];
  for (const text of plain(css).split("}")) {
    const [selector = "", body, ...more] = text.split("{");
    if (body === undefined || more.length > 0) {
      others.push(...(text.trim() === "" ? [] : [text.trim().slice(0, LONGEST_SHOWN)]));
    } else {
      const declarations = declarationsOf(body);
      rules.push(...selector.split(",").map((one) => ({ selector: one.trim(), declarations })));
    }
  }
  const parts = partsOf(rules);
  return [...new Set([...others, ...rules.flatMap((rule) => [...hidden(rule), ...unreadable(rule, parts)])])];
}

interface Rule {
  readonly selector: string;
  readonly declarations: readonly Declaration[];
}

type Declaration = readonly [name: string, value: string, isImportant: boolean];

/** In characters. */
const LONGEST_SHOWN = 60;

const hidden = ({ selector, declarations }: Rule): readonly string[] =>
  declarations.flatMap(([name, value]) => (isHiding(name, value) ? [shown(selector, name, value)] : []));

const shown = (selector: string, name: string, value: string): string =>
  `${selector} { ${name}: ${value.slice(0, LONGEST_SHOWN)} }`;

/** Without comments, which none is in a text, with escapes as what they stand for, in lower case. */
const plain = (css: string): string =>
  css
    .replace(
      /("(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')|\/\*[\s\S]*?(?:\*\/|$)/g,
      (_, text: string | undefined) => text ?? "",
    )
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex) => {
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    })
    .replace(/\\(.)/g, "$1")
    .toLowerCase();

/** Those that are important come last: they count, whatever follows them in the sheet. */
const declarationsOf = (body: string): readonly Declaration[] =>
  body
    .split(";")
    .flatMap((text): Declaration[] => {
      const [name = "", ...rest] = text.split(":");
      const value = rest.join(":");
      const isImportant = /!\s*important/.test(value);
      return text.trim() === "" ? [] : [[name.trim(), value.replace(/!\s*important/, "").trim(), isImportant]];
    })
    .sort(([, , one], [, , other]) => Number(one) - Number(other));

/** Of these some values leave all to be seen. */
const SEEN: Readonly<Record<string, RegExp>> = {
  display: /^(?:block|flex|inline|inline-block|table|table-cell)$/,
  float: /^(?:left|none|right)$/,
  opacity: /^(?:1|1\.0+|0?\.[5-9]\d*|100%|[5-9]\d%)$/,
  overflow: /^(?:auto|visible)$/,
  position: /^(?:relative|static)$/,
  visibility: /^visible$/,
};

/** Fonts whose letters are pictures, or nothing. */
const NO_LETTERS = /dings|symbol|barcode|blank|icon/;

function isHiding(name: string, value: string): boolean {
  if (Object.hasOwn(SEEN, name)) {
    return SEEN[name]?.test(value) !== true;
  }
  // A function may come to any value.
  if (!DECORATES.test(name) || /image|gradient/.test(value) || /\(/.test(value.replace(/\brgba?\([^()]*\)/g, ""))) {
    return true;
  }
  if ((name === "cursor" && value === "none") || (/^font/.test(name) && NO_LETTERS.test(value))) {
    return true;
  }
  // Of `font` the size stands before the height of a line and the names.
  const measured = value.replace(name === "font" ? /\/.*|["'].*/ : /["'].*?["']|\brgba?\([^()]*\)/g, "");
  return RANGES.some(
    (range) => range.of.test(name) && lengthsIn(measured, range).some((px) => !(px >= range.least && px <= range.most)),
  );
}

/** The lengths of a value, in pixels as a browser has them by default; not a number where the unit is not known. */
const lengthsIn = (value: string, { percent, unitless = 1 }: Range): readonly number[] =>
  [...value.matchAll(/(?<![\w#.+-])([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z]*|%)(?![\w%])/g)].map(
    ([, number, unit = ""]) =>
      Number(number) === 0
        ? 0
        : Number(number) * (unit === "%" ? percent : unit === "" ? unitless : (PIXELS[unit] ?? Number.NaN)),
  );

const PIXELS: Readonly<Record<string, number>> = {
  ch: 8,
  cm: 38,
  em: 16,
  ex: 8,
  in: 96,
  mm: 3.8,
  pc: 16,
  pt: 1.33,
  px: 1,
  rem: 16,
  vh: 8,
  vw: 12,
};

/** What a sheet says of a part of the page in its ordinary state. */
interface Part {
  readonly letters?: string;
  readonly ground?: string;
}

type Parts = ReadonlyMap<string, Part>;

function partsOf(rules: readonly Rule[]): Parts {
  const parts = new Map<string, Part>();
  for (const pass of [false, true]) {
    for (const { selector, declarations } of rules) {
      const counting = declarations.filter(([, , isImportant]) => isImportant === pass);
      parts.set(selector, { ...parts.get(selector), ...colorsOf(counting) });
    }
  }
  return parts;
}

function colorsOf(declarations: readonly Declaration[]): Part {
  const last = (name: RegExp): string | undefined => declarations.findLast(([it]) => name.test(it))?.[1];
  const [letters, ground] = [last(/^color$/), last(/^background(?:-color)?$/)];
  return { ...(letters !== undefined && { letters }), ...(ground !== undefined && { ground }) };
}

/** Letters of the color of what they stand on, by this rule or by what others say of the same part. */
function unreadable({ selector, declarations }: Rule, parts: Parts): readonly string[] {
  const own = colorsOf(declarations);
  if ((own.letters ?? own.ground) === undefined) {
    return [];
  }
  // What a later rule says of the same counts.
  const { letters, ground } = parts.get(selector) ?? own;
  const part = partOf(selector);
  const behind = groundOf(part, ground ?? parts.get(part)?.ground, parts);
  // These have no letters of their own.
  const isBare = letters === undefined && /banner|logo/.test(part);
  const text = lettersOf(part, letters, parts);
  const isRead = behind !== undefined && (isBare || (text !== undefined && contrast(text, behind) >= LEAST_CONTRAST));
  const [name, value] = letters === undefined ? ["background", ground ?? ""] : ["color", letters];
  return isRead ? [] : [shown(selector, name, value)];
}

const PAGE = /background-customizable|^body\b|^html\b/;
const SEE_THROUGH = /^(?:inherit|initial|none|transparent|unset)$/;

/** A part of the page, in whatever state: `.submitButton-customizable` of `.submitButton-customizable:hover`. */
const partOf = (selector: string): string => selector.replace(/::?[\w-]+(?:\([^()]*\))?/g, "").trim();

/** The letters on a page are its labels'. */
function lettersOf(part: string, own: string | undefined, parts: Parts): Color | undefined {
  const letters = own ?? parts.get(PAGE.test(part) ? ".label-customizable" : part)?.letters;
  return letters === undefined ? (part.includes("button") ? WHITE : LETTERS) : colorOf(letters);
}

/** What a part stands on: where it has no ground of its own, on the page's. */
function groundOf(part: string, own: string | undefined, parts: Parts): Color | undefined {
  if (own !== undefined && !SEE_THROUGH.test(own)) {
    return colorOf(own);
  }
  if (own === undefined && part.includes("button")) {
    return BUTTON;
  }
  const isPage = PAGE.test(part) || (own === undefined && part.includes("inputfield"));
  const page = isPage ? undefined : parts.get(".background-customizable")?.ground;
  return page === undefined || SEE_THROUGH.test(page) ? WHITE : colorOf(page);
}
