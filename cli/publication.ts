/** `npm run publication -- TAG`: everything that is published of a version, in dist/publication. Publishes nothing. */
import { join, relative } from "node:path";
import { makePublication } from "../build/publication/publication";
import { Problem } from "../common/problem";
import { runBuild } from "./build-command";

async function publication(): Promise<string> {
  const root = process.cwd();
  const [tag, ...more] = process.argv.slice(2);
  if (tag === undefined || more.length > 0) {
    throw new Problem("usage: npm run publication -- TAG\n\nExample: npm run publication -- v1.2.0");
  }
  const { folder, sizes } = await makePublication(root, tag, join(root, "dist/publication"));
  const lines = [...sizes].map(
    ([name, bytes]) => `${String(bytes).padStart(8)}  ${relative(root, join(folder, name))}`,
  );
  return lines.join("\n");
}

runBuild(publication);
