/** A disk that is full, or becomes so while Terraform applies: a real one, of memory, without a provider. */
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../common/child-process";
import { removeFolder } from "../../common/temporary-folder";
import { compiledCommand } from "../compiled-command";
import { ALONE, canMount } from "../full-disk";
import { newFolder, write } from "../local/fixtures";
import { testWithTerraform } from "./test-with-terraform";

const onDisk = canMount ? testWithTerraform : test.skip;

const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? "terraform";

let folder: string;
let script: string;
beforeEach(async () => {
  folder = newFolder();
  script = await compiledCommand("test/terraform/apply-and-init.ts");
});
afterEach(() => removeFolder(folder));

/** Long enough that the state takes more room than what was there. */
const SECRET = `secret${"s".repeat(30_000)}`;

const STACK = JSON.stringify({
  terraform: { backend: { local: { path: "it.tfstate" } } },
  resource: {
    terraform_data: {
      first: { input: "1" },
      second: {
        input: SECRET,
        depends_on: ["terraform_data.first"],
        provisioner: [{ "local-exec": { command: '[ -z "$FILL" ] || dd if=/dev/zero of=../fill bs=64k || true' } }],
      },
    },
  },
});

interface Disk {
  /** In MB. */
  readonly size: number;
  /** Whether the temporary folder is on it, too. */
  readonly isTemporary: boolean;
  /** Whether it fills while the apply is under way. */
  readonly fills: boolean;
}

/** What an apply and the command after it say on such a disk, and what then is on it. */
async function applied({ size, isTemporary, fills }: Disk): Promise<string> {
  const temporary = join(folder, isTemporary ? "disk/tmp" : "tmp");
  write(join(folder, "main.tf.json"), STACK);
  mkdirSync(join(folder, "disk"));
  mkdirSync(join(folder, "tmp"));
  const program = `
    mount -t tmpfs -o size=${size}m tmpfs disk
    mkdir disk/stack disk/tmp
    cp main.tf.json disk/stack
    cd disk/stack
    $TERRAFORM init >/dev/null
    $TERRAFORM plan -out=../plan >/dev/null
    "${process.execPath}" "${script}" "$PWD" "$PWD/../plan"
    ls -l . && rm -f ../fill && cat ./errored*.tfstate
  `;
  const [command, ...args] = [...ALONE, program];
  const env = {
    ...process.env,
    TF_CLI_CONFIG_FILE: "/dev/null",
    TERRAFORM,
    TMPDIR: temporary,
    ...(fills && { FILL: "yes" }),
  };
  const { stdout } = await run(command, args, { cwd: folder, env });
  return stdout;
}

onDisk("is told before an apply begins, which then makes nothing", async () => {
  const said = await applied({ size: 1, isTemporary: false, fills: false });

  expect(said).toMatch(/apply: \w+: The disk of .*disk\/stack is full.*Nothing was applied\. Make room for 16 MB/);
  expect(said).not.toContain("it.tfstate");
});

onDisk(
  "that fills meanwhile leaves the state in the temporary folder, which the next command names as well",
  async () => {
    const said = await applied({ size: 20, isTemporary: false, fills: true });

    const [name = ""] = readdirSync(join(folder, "tmp"));
    const file = join(folder, "tmp", name);
    expect(said).toMatch(/^apply: .*The disk is full/s);
    expect(said).toContain(`${file} is the state of an apply that could not be written`);
    expect(said).toMatch(new RegExp(`^next: \\w+: ${file} is the state`, "m"));
    expect(JSON.parse(readFileSync(file, "utf8")).resources).toHaveLength(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(said.split("\n\nnext")[0]).not.toContain(SECRET);
  },
);

onDisk(
  "that fills meanwhile and has the temporary folder is said to have lost what was made, by the next too",
  async () => {
    const said = await applied({ size: 20, isTemporary: true, fills: true });

    expect(said).toMatch(/^apply: .*errored\.tfstate is what Terraform could write .* it is cut off/m);
    expect(said).toMatch(/^next: .*compare what is at AWS with .* state list/m);
    expect(said).not.toContain("is the only record");
  },
);
