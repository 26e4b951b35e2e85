/** JSON as shells, pipelines and other programs write it to a file. */
import { execFile, execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseShellJson, readJsonFile } from "../../common/json-file";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";

const PLAN = { format_version: "1.2", resource_changes: [{ address: "größe.x", note: "a\n{b}\n::debug::c" }] };
const LINE = JSON.stringify(PLAN);
const PRETTY = JSON.stringify(PLAN, null, 2);

let folder: string;
beforeAll(() => {
  folder = makeTemporaryFolder("json-file");
});
afterAll(() => removeFolder(folder));

const read = (content: string | Buffer): Promise<unknown> => {
  const file = join(folder, "plan.json");
  writeFileSync(file, content);
  return readJsonFile(file, "a plan", new AbortController().signal);
};

const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
const bigEndian = (text: string): Buffer => utf16(text).swap16();

test.each<[string, string | Buffer]>([
  ["as it is", LINE],
  ["on many lines", PRETTY],
  ["with the line ends of Windows", `${PRETTY.replaceAll("\n", "\r\n")}\r\n`],
  ["in UTF-8 with a byte order mark", `\uFEFF${LINE}`],
  ["in UTF-16 LE with a byte order mark", utf16(`\uFEFF${LINE}`)],
  ["in UTF-16 LE without one", utf16(PRETTY)],
  ["in UTF-16 BE with a byte order mark", bigEndian(`\uFEFF${PRETTY}`)],
  ["in UTF-16 BE without one", bigEndian(LINE)],
  ["after white space", `\n  ${PRETTY}`],
  [
    "after log lines of Terragrunt",
    `time=2026-11-27T10:00:00Z level=info msg=Running command: terraform show -json\n12:00:00.000 INFO   Downloading\n${LINE}\n`,
  ],
  ["at the end of a line of Terragrunt's", `12:00:00.000 INFO   x\n12:00:00.001 STDOUT terraform: ${LINE}\n`],
  ["on many lines of Terragrunt's", PRETTY.replace(/^/gm, "12:00:00.001 STDOUT [prod/link] terraform: ")],
  ["between log lines in JSON", `{"level":"info","msg":"x {"}\n${PRETTY}\n{"@level":"warn","@message":"y [1]"}\n`],
  [
    "after log lines in JSON",
    `{"level":"info","msg":"x {"}\n{"@level":"info","@message":"y","@module":"terraform.ui"}\n${LINE}\n`,
  ],
  [
    "between the lines of setup-terraform's wrapper",
    `[command]/opt/terraform-bin show -json tfplan\n${LINE}\n::debug::Terraform exited with code 0.\n::debug::stdout: {\n::set-output name=exitcode::0\n`,
  ],
  ["before text of Terraform", `${PRETTY}\n\nReleasing state lock. This may take a few moments...\n`],
  ["before a warning", `${LINE}\r\nWarning: a provider is outdated {see its page}\r\n`],
])("is read %s", async (_, content) => {
  await expect(read(content)).resolves.toEqual(PLAN);
});

test("is read from a pipe with a name, whose writer comes late and writes slowly", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const reading = readJsonFile(pipe, "a plan", new AbortController().signal);
  const [begin, end] = [LINE.slice(0, 20), LINE.slice(20)];
  execFile("sh", ["-c", 'sleep 0.2; { printf %s "$1"; sleep 0.2; printf %s "$2"; } > "$0"', pipe, begin, end]);

  await expect(reading).resolves.toEqual(PLAN);
});

test.each<[string, string | Buffer, RegExp]>([
  ["nothing", "", /it is empty/],
  ["text", "Terraform will perform the following actions:", /does not hold JSON/],
  ["JSON that is cut off", PRETTY.slice(0, -3), /does not hold JSON/],
  ["two plans, one after the other", `${LINE}\n${LINE}\n`, /does not hold JSON/],
  ["a plan before what only looks like a log line", `${LINE}\n{"level":"info"}\n`, /does not hold JSON/],
  ["a plan with text on its last line", `${LINE} and so on`, /does not hold JSON/],
])("%s is refused without a word of what it holds", async (_, content, says) => {
  const error = await read(content).catch((it: Error) => it);

  expect(String(error)).toMatch(says);
  expect(String(error)).not.toMatch(/größe|format_version|following/);
});

test("what a program prints is read in the same way", () => {
  expect(parseShellJson(`[command]/opt/terraform-bin output -json\n${PRETTY}\n::debug::exitcode: 0\n`)).toEqual(PLAN);
});
