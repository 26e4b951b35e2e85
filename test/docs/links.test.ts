import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../local/fixtures";
import { anchorsOf, exists, isFile, linksOf, pages, readPage } from "./pages";

const links = pages.flatMap((page) => linksOf(page).map((link) => [page.path, link.text, link] as const));

test.each(links)("%s: %s is there", (_page, _text, { path, anchor }) => {
  expect({ path, exists: exists(path) }).toEqual({ path, exists: true });
  if (anchor !== undefined) {
    expect(isFile(path)).toBe(true);
    expect([...anchorsOf(readPage(path))]).toContain(anchor);
  }
});

test("every page of docs/ can be reached from its index", () => {
  const index = pages.find(({ path }) => path === "docs/README.md");
  const linked = index === undefined ? [] : linksOf(index).map(({ path }) => path);
  const all = pages.map(({ path }) => path).filter((path) => path.startsWith("docs/") && path !== "docs/README.md");
  expect(linked).toEqual(expect.arrayContaining(all));
});

test("headings become the anchors that GitHub makes of them", () => {
  const prose = '# A "quoted" heading: `code`, x\\_y\n\n## Twice\n\n## Twice\n\n### With [a link](there.md)?\n';
  expect([...anchorsOf({ prose })]).toEqual(["a-quoted-heading-code-x_y", "twice", "twice-1", "with-a-link"]);
});

/** Folders of the project, with which a path in a text begins. */
const ROOMS = readdirSync(root, { withFileTypes: true })
  .filter((it) => it.isDirectory() && !/^(?:\.|node_modules$|dist$|cdktf\.out$|artifacts$)/.test(it.name))
  .map(({ name }) => name);
const NAMED_PATH = new RegExp(`\`((?:${ROOMS.join("|")})/[\\w./-]+\\.(?:ts|mjs|json|md|tf|sh|yml))\``, "g");

test("every file that is named in CONTRIBUTING.md is there", () => {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const named = [...text.matchAll(NAMED_PATH)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
