/** What a style sheet of the classic sign-in page does beyond colors and shapes that people can still read. */

/**
 * Properties that only decorate, whatever their value but for what is looked at below. Amazon Cognito takes few others:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/hosted-ui-classic-branding.html
 */
const DECORATES =
  /^(?:background(?:-color)?|border(?:-\w+)*|box-shadow|color|cursor|font(?:-(?:family|size|style|weight))?|height|letter-spacing|line-height|margin(?:-\w+)?|max-(?:height|width)|min-(?:height|width)|outline(?:-\w+)?|padding(?:-\w+)?|text-(?:align|decoration)|text-transform|vertical-align|white-space|width)$/;

/** Of these a small value leaves nothing to be seen. */
const SIZES = /^(?:font(?:-size)?|line-height|(?:max-)?(?:height|width))$/;
const SMALLEST_PX = 8;

/** These move something out of sight, or over something else, where they are large. */
const SHIFTS = /^(?:margin|padding|letter-spacing)/;
const FARTHEST_PX = 200;

/** Of these two colors nobody can tell one from the other. W3C's WCAG 2.1 asks for 4.5 where a text is to be read. */
const LEAST_CONTRAST = 1.5;

/** The ground of the classic page and of its fields, unless a sheet says otherwise. */
const WHITE: Color = [255, 255, 255];
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
      rules.push({ selector: selector.trim(), declarations: declarationsOf(body) });
    }
  }
  const grounds = rules.map((it) =>
    /background-customizable|^body\b|^html\b/.test(it.selector) ? groundOf(it) : undefined,
  );
  const ground = grounds.find((it) => it !== undefined) ?? WHITE;
  return [...others, ...rules.flatMap((rule) => [...hidden(rule), ...unreadable(rule, ground)])];
}

interface Rule {
  readonly selector: string;
  readonly declarations: readonly Declaration[];
}

type Declaration = readonly [name: string, value: string];

/** In characters. */
const LONGEST_SHOWN = 60;

const hidden = ({ selector, declarations }: Rule): readonly string[] =>
  declarations.flatMap(([name, value]) => (isHiding(name, value) ? [shown(selector, name, value)] : []));

const shown = (selector: string, name: string, value: string): string =>
  `${selector} { ${name}: ${value.slice(0, LONGEST_SHOWN)} }`;

/** Without comments, with escapes as what they stand for, in lower case. */
const plain = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "")
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex) => {
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    })
    .replace(/\\(.)/g, "$1")
    .toLowerCase();

const declarationsOf = (body: string): readonly Declaration[] =>
  body.split(";").flatMap((text): Declaration[] => {
    const at = text.indexOf(":");
    const value = text
      .slice(at + 1)
      .replace(/!\s*important/, "")
      .trim();
    return text.trim() === "" ? [] : at === -1 ? [[text.trim(), ""]] : [[text.slice(0, at).trim(), value]];
  });

/** Of these some values leave all to be seen. */
const SEEN: Readonly<Record<string, RegExp>> = {
  display: /^(?:block|flex|inline|inline-block|table|table-cell)$/,
  float: /^(?:left|none|right)$/,
  opacity: /^(?:1|1\.0+|0?\.[5-9]\d*|100%|[5-9]\d%)$/,
  overflow: /^(?:auto|visible)$/,
  position: /^(?:relative|static)$/,
  visibility: /^visible$/,
};

function isHiding(name: string, value: string): boolean {
  if (Object.hasOwn(SEEN, name)) {
    return SEEN[name]?.test(value) !== true;
  }
  if (!DECORATES.test(name) || /url\(|expression\(|var\(|calc\(|attr\(|image|gradient/.test(value)) {
    return true;
  }
  if (SIZES.test(name)) {
    // Of `font` the size stands before the height of a line.
    const sizes = lengthsIn(name === "font" ? value.replace(/\/.*/, "") : value);
    return sizes.some((px) => px < SMALLEST_PX) && !/^(?:max|line)-/.test(name)
      ? true
      : sizes.some((px) => px < 1 || px > FARTHEST_PX * 10);
  }
  return SHIFTS.test(name) && lengthsIn(value).some((px) => Math.abs(px) > FARTHEST_PX);
}

/** The lengths of a value, in pixels as a browser has them by default; numbers that no unit follows count as such. */
const lengthsIn = (value: string): readonly number[] =>
  [
    ...value.matchAll(
      /(?:^|[\s,])([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(px|em|rem|ex|ch|pt|pc|in|cm|mm|vh|vw|%)?(?=$|[\s,/])/g,
    ),
  ]
    .map(([, number, unit = "px"]) => Number(number) * (PIXELS[unit] ?? 1))
    .filter((px) => Number.isFinite(px));

const PIXELS: Readonly<Record<string, number>> = {
  "%": 1,
  ch: 8,
  cm: 38,
  em: 16,
  ex: 8,
  in: 96,
  mm: 3.8,
  pc: 16,
  pt: 1.33,
  rem: 16,
  vh: 8,
  vw: 12,
};

/** Letters of the color of what they stand on. */
function unreadable(rule: Rule, ground: Color): readonly string[] {
  const text = rule.declarations.findLast(([name]) => name === "color")?.[1];
  if (text === undefined) {
    return [];
  }
  const letters = colorOf(text);
  const behind = groundOf(rule) ?? (rule.selector.includes("button") ? BUTTON : ground);
  const isRead = letters !== undefined && contrast(letters, behind) >= LEAST_CONTRAST;
  return isRead ? [] : [shown(rule.selector, "color", text)];
}

const groundOf = ({ declarations }: Rule): Color | undefined => {
  const value = declarations.findLast(([name]) => /^background(?:-color)?$/.test(name))?.[1];
  return value === undefined ? undefined : colorOf(value);
};

type Color = readonly [red: number, green: number, blue: number];

/** Undefined for what is no color that can be seen, or none that is known here. */
function colorOf(text: string): Color | undefined {
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1];
  if (hex !== undefined) {
    const digits = hex.length < 6 ? [...hex].map((it) => it + it) : (hex.match(/../g) ?? []);
    const [red = 0, green = 0, blue = 0, alpha = 255] = digits.map((it) => Number.parseInt(it, 16));
    return alpha < 128 ? undefined : [red, green, blue];
  }
  const parts = /^rgba?\(([^()]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .filter((it) => it !== "");
  if (parts !== undefined) {
    const values = parts.map((it) => (it.endsWith("%") ? Number(it.slice(0, -1)) / 100 : Number(it)));
    const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = values
      .slice(0, 3)
      .map((it, index) => (parts[index]?.endsWith("%") ? it * 255 : it));
    const isSeen = (values[3] ?? 1) >= 0.5;
    return isSeen && [red, green, blue].every(Number.isFinite) ? [red, green, blue] : undefined;
  }
  return NAMED[text];
}

const NAMED: Readonly<Record<string, Color>> = {
  black: [0, 0, 0],
  blue: [0, 0, 255],
  brown: [165, 42, 42],
  crimson: [220, 20, 60],
  darkblue: [0, 0, 139],
  darkgray: [169, 169, 169],
  darkgreen: [0, 100, 0],
  darkgrey: [169, 169, 169],
  darkorange: [255, 140, 0],
  darkred: [139, 0, 0],
  dimgray: [105, 105, 105],
  dimgrey: [105, 105, 105],
  gold: [255, 215, 0],
  gray: [128, 128, 128],
  green: [0, 128, 0],
  grey: [128, 128, 128],
  indigo: [75, 0, 130],
  maroon: [128, 0, 0],
  midnightblue: [25, 25, 112],
  navy: [0, 0, 128],
  olive: [128, 128, 0],
  orange: [255, 165, 0],
  pink: [255, 192, 203],
  purple: [128, 0, 128],
  rebeccapurple: [102, 51, 153],
  red: [255, 0, 0],
  royalblue: [65, 105, 225],
  slategray: [112, 128, 144],
  steelblue: [70, 130, 180],
  teal: [0, 128, 128],
  tomato: [255, 99, 71],
  white: WHITE,
  yellow: [255, 255, 0],
};

/** From 1, the same, to 21. https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
function contrast(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const it = part / 255;
    return it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
