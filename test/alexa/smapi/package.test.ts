/** Skill packages, to and from the stand-in for SMAPI. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { zipSync } from "fflate";
import type { Sleep } from "../../../alexa/smapi/retry";
import { sleepInTime } from "../../../alexa/smapi/retry";
import { SmapiStandIn } from "../../../local/amazon/stand-in";
import { client, errorOf, SKILL, VENDOR } from "./fixture";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:skill:live";

/** The repository's own, with the endpoint that only an environment knows. */
function ownPackage(change: (manifest: Manifest) => void = () => {}): Record<string, Uint8Array> {
  const folder = resolve(__dirname, "../../../skill-package");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  const files = Object.fromEntries(names.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name))]));
  const skill = JSON.parse(Buffer.from(files["skill.json"] ?? "").toString("utf8")) as { manifest: Manifest };
  skill.manifest.apis = { custom: { endpoint: { uri: ARN } } };
  if (skill.manifest.events !== undefined) {
    skill.manifest.events.endpoint = { uri: ARN };
  }
  change(skill.manifest);
  return { ...files, "skill.json": Buffer.from(JSON.stringify(skill)) };
}

interface Manifest {
  apis: unknown;
  events?: { endpoint?: unknown };
  publishingInformation: { locales: Record<string, { summary: string }> };
}

const ZIP = zipSync(ownPackage());

let standIn: SmapiStandIn;
beforeEach(async () => {
  standIn = await SmapiStandIn.start({ vendorId: VENDOR, skillIds: [SKILL] });
});
afterEach(() => standIn.stop());

const connect = (props = {}) => client(standIn.url, { credentials: standIn.credentials, ...props });
const answered = (part: string): number[] =>
  standIn.requests.filter(({ method, path }) => `${method} ${path}`.includes(part)).map(({ status }) => status);

describe("importing", () => {
  test("the store has every file, and the resources are reported as they come along", async () => {
    const told: string[] = [];
    const { packages, pauses } = connect();
    const result = await packages.importPackage(SKILL, ZIP, { onProgress: (text) => told.push(text) });
    expect(result).toEqual({ skillId: SKILL, warnings: [] });
    expect([...(standIn.skillPackage(SKILL)?.keys() ?? [])].sort()).toEqual(Object.keys(ownPackage()).sort());
    expect(told.slice(0, 2)).toEqual([
      expect.stringMatching(/^uploading the skill package \(\d+ KB\)$/),
      "the store has the skill package and imports it",
    ]);
    expect(told).toContain("Manifest: succeeded");
    expect(new Set(told).size).toBe(told.length);
    expect(pauses).toEqual([1000, 1500]);
  });

  test("what the store warns of comes back", async () => {
    const zip = zipSync({ ...ownPackage(), "accountLinking.json": Buffer.from("{}") });
    const { warnings } = await connect().packages.importPackage(SKILL, zip);
    expect(warnings).toEqual([expect.stringContaining("accountLinking.json")]);
  });

  test("every error of a package that the store refuses is listed", async () => {
    const zip = zipSync(
      ownPackage(({ publishingInformation: { locales } }) => {
        for (const locale of Object.values(locales)) {
          locale.summary = "x".repeat(161);
        }
      }),
    );
    const error = await errorOf(connect().packages.importPackage(SKILL, zip));
    expect(error.kind).toBe("refused");
    const [first, ...flaws] = error.message.split("\n");
    expect(first).toMatch(/^Could not import the skill package into amzn1\S+: the store refused it/);
    expect(flaws.filter((line) => line.includes("summary")).length).toBeGreaterThanOrEqual(3);
  });

  test("a package that was changed since it was exported is not overwritten", async () => {
    const { packages } = connect();
    const { eTag } = await packages.exportPackage(SKILL);
    await packages.importPackage(SKILL, ZIP, { ifMatch: eTag });
    const error = await errorOf(packages.importPackage(SKILL, ZIP, { ifMatch: eTag }));
    expect(error).toMatchObject({ kind: "changed", status: 412 });
  });

  test("an upload that is lost gets a new address", async () => {
    standIn.faults.add({ kind: "lost before the answer", method: "PUT", times: 1 });
    await connect().packages.importPackage(SKILL, ZIP);
    expect(answered("POST /v1/skills/uploads")).toEqual([201, 201]);
    expect(standIn.skillPackage(SKILL)).toBeDefined();
  });

  test("an import whose answer is lost is not begun again, and the message says what to do", async () => {
    standIn.faults.add({ kind: "lost before the answer", method: "POST", path: `${SKILL}/imports` });
    const error = await errorOf(connect().packages.importPackage(SKILL, ZIP));
    expect(error.kind).toBe("no connection");
    expect(error.message).toMatch(/is not known\. Look at the skill in https:/);
    expect(answered("/imports")).toHaveLength(1);
  });

  test("an import that has not ended after ten minutes is left, and the message says where to see its end", async () => {
    standIn.faults.pollsInProgress = 10_000;
    let now = Date.now();
    const { packages } = connect({
      now: () => now,
      sleep: async (milliseconds: number) => {
        now += milliseconds;
      },
    });
    // The token lives an hour by the same clock.
    const error = await errorOf(packages.importPackage(SKILL, ZIP));
    expect(error.message).toMatch(
      /has not ended after 10 minutes\. The store goes on.*get-import-status --import-id \S+`/,
    );
    expect(answered("GET /v1/skills/imports").length).toBeLessThan(80);
  });

  test("a poll that fails once is no failure of the import; an abort is said to be no end of it", async () => {
    standIn.faults.add({ kind: "answer", status: 500, method: "GET", path: "/imports/", times: 1 });
    await connect().packages.importPackage(SKILL, ZIP);
    const abort = new AbortController();
    const sleep: Sleep = async (milliseconds, signal) => {
      abort.abort();
      await sleepInTime(milliseconds, signal);
    };
    const error = await errorOf(connect({ signal: abort.signal, sleep }).packages.importPackage(SKILL, ZIP));
    expect(error).toMatchObject({ kind: "interrupted", message: expect.stringContaining("The store goes on with it") });
  });
});

describe("creating a skill", () => {
  test("the store says which one it is", async () => {
    const { skillId } = await connect().packages.createSkill(VENDOR, ZIP);
    expect(skillId).toMatch(/^amzn1\.ask\.skill\./);
    expect(standIn.skillPackage(skillId)?.has("skill.json")).toBe(true);
  });

  test("one whose answer is lost is not created twice", async () => {
    standIn.faults.add({ kind: "lost before the answer", method: "POST", path: "/v1/skills/imports" });
    const error = await errorOf(connect().packages.createSkill(VENDOR, ZIP));
    expect(error.message).toMatch(/each run makes another one/);
    expect(answered("POST /v1/skills/imports")).toHaveLength(1);
  });

  test("one that was not worked on is asked for again", async () => {
    standIn.faults.add({ kind: "answer", status: 503, method: "POST", path: "/v1/skills/imports", times: 1 });
    await connect().packages.createSkill(VENDOR, ZIP);
    expect(answered("POST /v1/skills/imports")).toEqual([503, 202]);
  });

  test("another's vendor id is refused", async () => {
    expect((await errorOf(connect().packages.createSkill("M2OTHER", ZIP))).kind).toBe("forbidden");
  });
});

describe("exporting", () => {
  test("what was imported comes back, with its entity tag", async () => {
    const { packages } = connect();
    await packages.importPackage(SKILL, ZIP);
    const { files, eTag } = await packages.exportPackage(SKILL);
    expect(eTag).toMatch(/./);
    expect(
      Object.fromEntries([...files].map(([name, content]) => [name, Buffer.from(content).toString("utf8")])),
    ).toEqual(
      Object.fromEntries(
        Object.entries(ownPackage()).map(([name, content]) => [name, Buffer.from(content).toString("utf8")]),
      ),
    );
  });

  test("a download that breaks off is begun again", async () => {
    standIn.faults.add({ kind: "lost in the answer", path: "/skill-packages/", method: "GET", times: 1 });
    expect((await connect().packages.exportPackage(SKILL)).files.has("skill.json")).toBe(true);
  });
});
