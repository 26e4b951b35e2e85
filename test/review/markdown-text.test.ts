import fc from "fast-check";
import { markdownReport } from "../../review/markdown";
import { code, codeBlock, escaped, htmlText, prose } from "../../review/markdown-text";
import { combine } from "../../review/report";
import { attribute, change, environment, finding } from "./example-review";

const ZERO_WIDTH = "&#8203;";

describe("text stands in Markdown as it is", () => {
  test.each([
    ["emphasis", "*a* _b_ ~~c~~", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~"],
    ["code", "`a`", "\\`a\\`"],
    ["an escape", "\\*", "\\\\\\*"],
    ["a heading", "# a", "\\# a"],
    ["a list", "- a", "\\- a"],
    ["a numbered list", "12) a", "12\\) a"],
    ["a link", "[a](b)", "\\[a\\](b)"],
    ["an image", "![a](b)", "!\\[a\\](b)"],
    ["HTML", "</details><script>", "&lt;/details&gt;&lt;script&gt;"],
    ["an entity", "&commat;octocat", "&amp;commat;octocat"],
    ["a table's cell", "a | b", "a &#124; b"],
    ["a formula", "$x$", "<span>$</span>x<span>$</span>"],
    ["a mention", "@octocat, x@y", `@${ZERO_WIDTH}octocat, x@${ZERO_WIDTH}y`],
    ["an issue", "#1 GH-2 a/b#3", `\\#${ZERO_WIDTH}1 GH-${ZERO_WIDTH}2 a/b#${ZERO_WIDTH}3`],
    ["an address", "https://a.example www.b.example", `https:${ZERO_WIDTH}//a.example www${ZERO_WIDTH}.b.example`],
    ["an emoji", ":white_check_mark:", `:${ZERO_WIDTH}white\\_check\\_mark:`],
    ["line breaks", "a\r\n\n# b", "a # b"],
    ["control characters", "a\u001b[31mb\u0000\u009b", "a\\[31mb"],
    ["characters that turn the direction", "a\u202eb\u2066c\u200f", "abc"],
    ["characters that nobody sees", "a\u200bb\u00adc\u{e0041}", "abc"],
    ["half a character", "a\ud800b", "a\ufffdb"],
  ])("%s", (_, text, expected) => {
    expect(escaped(text)).toBe(expected);
  });
});

describe("a value as code", () => {
  test.each([
    ["a name", "user_pool", "`user_pool`"],
    ["HTML", "</details>", "`</details>`"],
    ["a backslash at the end", "a\\", "`a\\`"],
    ["nothing", "", "(empty)"],
    ["a backtick", "a`b*", "<code>a\\`b\\*</code>"],
    ["a pipe", "a|b", "<code>a&#124;b</code>"],
    ["a pipe after a backslash", "a\\|b", "<code>a\\\\&#124;b</code>"],
    ["more backticks than any fence", "`".repeat(99), `<code>${"\\`".repeat(99)}</code>`],
    ["a mention", "@octocat a@b.example", "`@\u200boctocat a@b.example`"],
    ["a line break", "a\n\nb", "`a b`"],
  ])("%s", (_, text, expected) => {
    expect(code(text)).toBe(expected);
  });
});

describe("a sentence keeps its code", () => {
  test.each([
    ["between single backticks", "Run `npm ci` first.", "Run `npm ci` first."],
    ["at its ends", "`a` and `b`", "`a` and `b`"],
    ["that touches other code", "`a``b`", "`a` `b`"],
    ["unless a backtick is missing", "`a` `*b*", "\\`a\\` \\`\\*b\\*"],
    ["with what would be markup", "`<b>` <b>", "`<b>` &lt;b&gt;"],
  ])("%s", (_, text, expected) => {
    expect(prose(text)).toBe(expected);
  });
});

test("code to paste is kept line by line, in a fence that nothing in it ends", () => {
  expect(codeBlock("a\n  ```\n</details>\n````")).toBe("`````\na\n  ```\n</details>\n````\n`````");
  expect(codeBlock("`".repeat(300)).split("\n")[0]).toBe("`".repeat(31));
});

test("a summary has entities and no escapes", () => {
  expect(htmlText("<b>_a_ @b")).toBe(`&lt;b&gt;_a_ @${ZERO_WIDTH}b`);
});

/** What must never stand in a report unless the report itself puts it there. */
const ALIVE = /<(?!\/?(?:details|summary|code|span)>|!-- m -->|https:\/\/run\.example>)[a-z/!]/i;

/** Markdown without its code, in which nothing is alive. */
const withoutCode = (markdown: string): string =>
  markdown.replace(/^(`{3,})\n[\s\S]*?\n\1$/gm, "").replace(/(?<!\\)`[^`\n]+`/g, "");

test("whatever a plan holds, nothing of it comes alive in the report", () => {
  const piece = fc.constantFrom(
    ..."`|\\<>*_[]()!#@:~$\n\u202e\u001b& ",
    "</details>",
    "<img src=x>",
    "![a](https://evil.example)",
    "https://evil.example",
    "@octocat",
    "-->",
    "\n\n# h",
    "```",
    "|---|",
    "a",
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      const evil = finding({ construct: a, address: b, what: c, who: a, effect: b, recover: c, paste: a, rule: b });
      const noted = { ...evil, severity: "info" } as const;
      const acknowledged = { ...evil, acknowledgement: { by: b, reason: a } };
      const changes = [change({ address: a, construct: b, previousAddress: c, attributes: [attribute(a, b, c)] })];
      const outputs = [{ name: a, action: "update" }] as const;
      const review = combine([
        environment("one", { notJudged: [a], findings: [evil, noted], acknowledged: [acknowledged], changes, outputs }),
        environment("two", { changes: [change({ address: a, attributes: [attribute(a, c, b)] })] }),
      ]);
      const markdown = markdownReport(review, { marker: "<!-- m -->", runUrl: "https://run.example" });
      const rest = withoutCode(markdown);

      expect(rest).not.toMatch(ALIVE);
      expect(rest).not.toMatch(/(?<!\\)\]\((?!<https:\/\/run\.example>)/);
      expect(rest).not.toMatch(/@octocat|https:\/\/evil/);
      expect(markdown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(rest.match(/^<details>$/gm)?.length).toBe(rest.match(/^<\/details>$/gm)?.length);
      // The table's rows: their cells are as many as the header's.
      const rows = rest.split("\n").filter((line) => line.startsWith("| "));
      expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)).size).toBe(1);
    }),
    { numRuns: 300 },
  );
});
