/** The page's colours: text can be read, and controls can be seen, in light and in dark (WCAG 2.2, AA). */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const css = readFileSync(join(resolve(__dirname, "../../.."), "local/simulator/page/base.css"), "utf8");

type Colours = Readonly<Record<string, string>>;

const coloursIn = (block: string): Colours =>
  Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));

const [light = "", dark = ""] = [...css.matchAll(/:root \{[^}]*\}/g)].map(([block]) => block);
const THEMES: Readonly<Record<string, Colours>> = {
  light: coloursIn(light),
  dark: { ...coloursIn(light), ...coloursIn(dark) },
};

/** 4.5 for text; 3 for the edges of what can be pressed. */
const PAIRS: readonly (readonly [ink: string, ground: string, least: number])[] = [
  ...["ground", "surface", "sunken"].map((it) => ["ink", it, 4.5] as const),
  ...["ground", "surface", "sunken"].map((it) => ["muted", it, 4.5] as const),
  ...["ground", "surface"].map((it) => ["accent", it, 4.5] as const),
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-strong", 4.5],
  ["accent", "accent-soft", 4.5],
  ["accent-strong", "accent-soft", 4.5],
  ["ink", "accent-soft", 4.5],
  ["good", "good-soft", 4.5],
  ["good", "surface", 4.5],
  ["bad", "bad-soft", 4.5],
  ["bad", "surface", 4.5],
  ["edge", "ground", 3],
  ["edge", "surface", 3],
];

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each(Object.entries(THEMES))("in %s", (_, colours) => {
  test.each(PAIRS)("%s on %s has a contrast of at least %s", (ink, ground, least) => {
    expect(contrast(colours[ink] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(least);
  });
});
