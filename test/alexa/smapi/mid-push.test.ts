/** What goes wrong in the middle of a push, by a real client on the stand-in for SMAPI: what is said, what stands there. */
import { pushAccountLinking } from "../../../alexa/account-linking/push";
import { pushSkillPackage } from "../../../alexa/skill-package/push-skill-package";
import { SmapiStandIn } from "../../../local/amazon/stand-in";
import { REQUEST } from "../account-linking/request";
import { changedManifest, uri } from "../skill-package/changed-package";
import { packageOf } from "../skill-package/example-package";
import { BODY, client, errorOf, SKILL, VENDOR } from "./fixture";

const OLD = { ...REQUEST, clientId: "old" };

let standIn: SmapiStandIn;
beforeEach(async () => {
  standIn = await SmapiStandIn.start({ vendorId: VENDOR, skillIds: [SKILL] });
  standIn.setAccountLinking(SKILL, OLD);
});
afterEach(() => standIn.stop());

const connect = () => client(standIn.url, { credentials: standIn.credentials });
const writes = (path: string): number[] =>
  standIn.requests.filter((it) => it.method !== "GET" && it.path.includes(path)).map(({ status }) => status);

/** The access token ends at this moment, and the refresh token was withdrawn. */
function endCredentials(): void {
  standIn.faults.expireAccessTokens();
  standIn.faults.add({ kind: "answer", status: 400, path: "/auth/o2/token", body: { error: "invalid_grant" } });
}

describe("account linking", () => {
  const push = (during: { asked?: () => void; written?: () => void }) => {
    const { smapi } = connect();
    return pushAccountLinking({
      smapi: {
        readAccountLinking: (skillId) => smapi.readAccountLinking(skillId),
        writeAccountLinking: async (...args) => {
          await smapi.writeAccountLinking(...args);
          during.written?.();
        },
      },
      skillId: SKILL,
      body: BODY,
      confirm: async () => {
        during.asked?.();
        return true;
      },
    });
  };

  test("credentials that end while the question stands: nothing is written, and both is said", async () => {
    const error = await errorOf(push({ asked: endCredentials }));

    expect(error.kind).toBe("unauthorized");
    expect(error.message).toMatch(/^Could not write the account linking .*invalid_grant.*generate-lwa-tokens/);
    expect(standIn.accountLinking(SKILL)).toEqual(OLD);
  });

  test("credentials that end after the write: it is said that it was written, and by whom a new token is made", async () => {
    const error = await errorOf(push({ written: endCredentials }));

    expect(error.message).toMatch(/^The settings were written\. .*Could not read .*invalid_grant.*generate-lwa-tokens/);
    expect(standIn.accountLinking(SKILL)).toEqual(REQUEST);
  });

  test("SMAPI that goes down after the write: it is said that it was written", async () => {
    const written = () => standIn.faults.add({ kind: "HTML page" });

    const error = await errorOf(push({ written }));

    expect(error.message).toMatch(/^The settings were written\. .*failure on Amazon's side\. 5 attempts were made/);
    expect(standIn.accountLinking(SKILL)).toEqual(REQUEST);
  });

  test("SMAPI that flaps, and loses the answer of the write that it did: it is written once, as it should be", async () => {
    standIn.faults.add({ kind: "answer", status: 503, path: "/accountLinkingClient", times: 1 });
    standIn.faults.add({ kind: "lost before reading", method: "GET", times: 1 });
    standIn.faults.add({ kind: "lost before the answer", method: "PUT", times: 1 });
    standIn.faults.add({ kind: "HTML page", method: "GET", times: 1 });
    standIn.faults.add({ kind: "lost in the answer", method: "GET", times: 1 });

    expect(await push({})).toMatchObject({ kind: "written", unconfirmed: [] });
    expect(standIn.accountLinking(SKILL)).toEqual(REQUEST);
    expect(writes("accountLinkingClient")).toHaveLength(1);
  });
});

describe("the skill package", () => {
  const push = (during: { asked?: () => void; progress?: (text: string) => void }) =>
    pushSkillPackage({
      smapi: connect().packages,
      package: packageOf(changedManifest(["apis"], { custom: { endpoint: uri } })),
      skillId: SKILL,
      confirm: async () => {
        during.asked?.();
        return true;
      },
      onProgress: during.progress,
    });

  test("credentials that end while the question stands: nothing is imported, and both is said", async () => {
    const error = await errorOf(push({ asked: endCredentials }));

    expect(error.message).toMatch(/^Could not import the skill package into .*invalid_grant/);
    expect(writes("/imports")).toEqual([]);
  });

  test("credentials that end once the store has it: it is said that the store goes on, and where to see the end", async () => {
    const progress = (text: string) => text.startsWith("the store has") && endCredentials();

    const error = await errorOf(push({ progress }));

    expect(error.message).toMatch(
      /invalid_grant.*The store goes on with it: `ask smapi get-import-status --import-id /,
    );
    expect(writes(`${SKILL}/imports`)).toEqual([202]);
  });
});
