import { SKILL, SKILL_OF_OTHERS, SmapiWorld, VENDOR } from "./smapi-world";

const OTHER = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";

/** What ask-cli uses beside packages and account linking. */
describe("the stand-in's skills, one resource at a time", () => {
  let world: SmapiWorld;

  beforeEach(async () => {
    world = await SmapiWorld.start({ skillIds: [SKILL, OTHER] });
  });

  afterEach(() => world.stop());

  const list = (query: string) => world.send("GET", `/v1/skills?${query}`);
  const path = (rest: string, skillId = SKILL, stage = "development"): string =>
    `/v1/skills/${skillId}/stages/${stage}/${rest}`;
  const model = (locale = "en-US", skillId = SKILL): string => path(`interactionModel/locales/${locale}`, skillId);
  const status = async (query = "") => (await world.send("GET", `/v1/skills/${SKILL}/status${query}`)).body;

  test("lists the vendor's skills, a page at a time, or those that are named", async () => {
    const all = await list(`vendorId=${VENDOR}`);
    const first = await list(`vendorId=${VENDOR}&maxResults=1`);
    const second = await list(`vendorId=${VENDOR}&maxResults=1&nextToken=${first.body.nextToken}`);
    const named = await list(`vendorId=${VENDOR}&skillId=${OTHER}&skillId=${SKILL_OF_OTHERS}`);

    const ids = ({ body }: typeof all) => body.skills.map(({ skillId }: { skillId: string }) => skillId);
    expect(ids(all)).toEqual([SKILL, OTHER]);
    expect(all.body).toMatchObject({
      isTruncated: false,
      skills: [{ stage: "development", apis: ["custom"], nameByLocale: { "en-US": "My skill" } }, {}],
    });
    expect([ids(first), first.body.isTruncated, ids(second), second.body.isTruncated]).toEqual([
      [SKILL],
      true,
      [OTHER],
      false,
    ]);
    expect(ids(named)).toEqual([OTHER]);
  });

  test.each([
    ["no vendor", "", 400],
    ["another vendor", "vendorId=M0ANOTHER", 403],
    ["too many at once", `vendorId=${VENDOR}&maxResults=51`, 400],
    ["none at once", `vendorId=${VENDOR}&maxResults=0`, 400],
    ["a token that was not given out", `vendorId=${VENDOR}&nextToken=x`, 400],
    ["names and a token", `vendorId=${VENDOR}&skillId=${SKILL}&nextToken=1`, 400],
    ["more than ten names", `vendorId=${VENDOR}&${"skillId=x&".repeat(11)}`, 400],
  ])("refuses a list for %s", async (_, query, expected) => {
    expect(await list(query)).toMatchObject({ status: expected, body: { message: expect.any(String) } });
  });

  test("reads, writes and reads a model, whose build takes its time", async () => {
    const read = await world.send("GET", model());
    read.body.interactionModel.languageModel.invocationName = "stack guide";
    const written = await world.json("PUT", model(), read.body, { "if-match": read.headers.get("etag") ?? "" });
    const states = [];
    for (const _ of [1, 2, 3]) {
      states.push((await status("?resource=interactionModel")).interactionModel["en-US"].lastUpdateRequest.status);
    }
    const late = await world.json("PUT", model(), read.body, { "if-match": read.headers.get("etag") ?? "" });
    const again = await world.send("GET", model());
    const head = await world.send("HEAD", model());

    expect(written.status).toBe(202);
    expect(written.headers.get("location")).toBe(`/v1/skills/${SKILL}/status?resource=interactionModel`);
    expect(states).toEqual(["IN_PROGRESS", "IN_PROGRESS", "SUCCEEDED"]);
    expect(late.status).toBe(412);
    expect(again.body).toEqual(read.body);
    expect([head.status, head.headers.get("etag")]).toEqual([204, again.headers.get("etag")]);
    expect(again.headers.get("etag")).not.toBe(read.headers.get("etag"));
  });

  test("writes a manifest, and the model of a locale that it adds", async () => {
    const { body } = await world.send("GET", path("manifest"));
    body.manifest.publishingInformation.locales["de-DE"] = { name: "Mein Skill" };
    const manifest = await world.json("PUT", path("manifest"), body);
    const german = { interactionModel: { languageModel: { invocationName: "mein skill", intents: [{ name: "A" }] } } };
    const missing = await world.send("GET", model("de-DE"));
    const written = await world.json("PUT", model("de-DE"), german);

    expect([manifest.status, missing.status, written.status]).toEqual([202, 404, 202]);
    expect(Object.keys((await status()).interactionModel)).toEqual(["de-DE", "en-US"]);
    expect((await world.send("GET", path("manifest"))).body).toEqual(body);
  });

  test.each([
    [
      "a model without intents",
      model(),
      { interactionModel: { languageModel: { invocationName: "a", intents: [] } } },
      400,
    ],
    ["a model that is none", model(), {}, 400],
    ["a model for a locale that the manifest has not", model("fr-FR"), {}, 404],
    ["another vendor's model", model("en-US", SKILL_OF_OTHERS), {}, 403],
    ["a manifest with a property that nobody knows", path("manifest"), { manifest: { colour: "red" } }, 400],
    ["a manifest that is none", path("manifest"), {}, 400],
    ["a live manifest", path("manifest", SKILL, "live"), {}, 403],
  ])("refuses %s", async (_, target, body, expected) => {
    expect(await world.json("PUT", target, body)).toMatchObject({
      status: expected,
      body: { message: expect.any(String) },
    });
  });

  test("enables a skill and disables it", async () => {
    const enablement = path("enablement");
    const statuses = [];
    for (const method of ["GET", "PUT", "PUT", "GET", "DELETE", "DELETE"]) {
      statuses.push((await world.send(method, enablement)).status);
    }

    expect(statuses).toEqual([404, 204, 204, 204, 204, 404]);
    expect((await world.send("PUT", path("enablement", SKILL, "live"))).status).toBe(404);
  });

  test("creates a skill from a manifest, and deletes it", async () => {
    const manifest = { publishingInformation: { locales: { "en-US": { name: "New" } } }, apis: { householdList: {} } };
    const created = await world.json("POST", "/v1/skills", { vendorId: VENDOR, manifest });
    const { skillId } = created.body;
    const listed = await list(`vendorId=${VENDOR}&skillId=${skillId}`);
    const deleted = await world.send("DELETE", `/v1/skills/${skillId}`);
    const after = await world.send("GET", path("manifest", skillId));

    expect([created.status, deleted.status, after.status]).toEqual([202, 204, 404]);
    expect(listed.body.skills).toMatchObject([{ skillId, apis: ["householdList"], nameByLocale: { "en-US": "New" } }]);
    expect((await world.json("POST", "/v1/skills", { vendorId: "M0ANOTHER", manifest })).status).toBe(403);
    expect((await world.send("DELETE", `/v1/skills/${SKILL_OF_OTHERS}`)).status).toBe(403);
  });
});
