import { CustomSmapiClientBuilder } from "ask-smapi-sdk";
import { strToU8, zipSync } from "fflate";
import { REQUEST } from "../../alexa/account-linking/request";
import { SKILL, SmapiWorld, VENDOR } from "./smapi-world";

/** Amazon's own client, against the stand-in. */
describe("ask-smapi-sdk at the stand-in for SMAPI", () => {
  let world: SmapiWorld;

  beforeEach(async () => {
    world = await SmapiWorld.start();
  });

  afterEach(() => world.stop());

  const client = (change: object = {}) => {
    const { url, credentials } = world.smapi;
    return new CustomSmapiClientBuilder()
      .withApiEndpoint(url)
      .withAuthEndpoint(url)
      .withRefreshTokenConfig({ ...credentials, ...change })
      .client();
  };

  const header = ({ headers }: { headers: { key: string; value: string }[] }, name: string): string | undefined =>
    headers.find(({ key }) => key.toLowerCase() === name)?.value;

  // The SDK's type has no readonly lists; what is sent is the same.
  const body = { accountLinkingRequest: REQUEST } as object;

  test("writes, reads and removes account linking", async () => {
    const smapi = client();

    const written = await smapi.callUpdateAccountLinkingInfoV1(SKILL, "development", body);
    const read = await smapi.callGetAccountLinkingInfoV1(SKILL, "development");
    const removed = await smapi.callDeleteAccountLinkingInfoV1(SKILL, "development");

    expect([written.statusCode, read.statusCode, removed.statusCode]).toEqual([204, 200, 204]);
    expect(header(read, "etag")).toBe(header(written, "etag"));
    expect(read.body).toMatchObject({ clientId: REQUEST.clientId, scopes: REQUEST.scopes });
  });

  test("is told what is wrong", async () => {
    const smapi = client();

    await expect(smapi.callGetAccountLinkingInfoV1(SKILL, "development")).rejects.toMatchObject({ statusCode: 404 });
    await expect(smapi.callUpdateAccountLinkingInfoV1(SKILL, "development", REQUEST as object)).rejects.toMatchObject({
      statusCode: 400,
      response: { message: "Parsing error due to empty body" },
    });
    await smapi.callUpdateAccountLinkingInfoV1(SKILL, "development", body);
    await expect(smapi.callUpdateAccountLinkingInfoV1(SKILL, "development", body, "old")).rejects.toMatchObject({
      statusCode: 412,
    });
    await expect(client({ clientSecret: "x" }).getVendorListV1()).rejects.toMatchObject({ statusCode: 401 });
    await expect(client({ refreshToken: "x" }).getVendorListV1()).rejects.toMatchObject({ statusCode: 400 });
  });

  test("imports and exports a skill package", async () => {
    const smapi = client();
    const manifest = {
      manifestVersion: "1.0",
      publishingInformation: { locales: { "en-US": { name: "Stack Guide" } } },
      apis: { custom: { endpoint: { uri: "arn:aws:lambda:us-east-1:123456789012:function:skill:live" } } },
    };
    const model = {
      interactionModel: { languageModel: { invocationName: "stack guide", intents: [{ name: "AMAZON.HelpIntent" }] } },
    };
    const files = {
      "skill.json": strToU8(JSON.stringify({ manifest })),
      "interactionModels/custom/en-US.json": strToU8(JSON.stringify(model)),
    };

    const { uploadUrl = "" } = await smapi.createUploadUrlV1();
    await world.send("PUT", uploadUrl, zipSync(files), { authorization: undefined });
    const started = await smapi.callImportSkillPackageV1({ location: uploadUrl }, SKILL);
    const importId = header(started, "location")?.split("/").pop() ?? "";
    const states = [];
    while (states.at(-1)?.status !== "SUCCEEDED" && states.length < 5) {
      states.push(await smapi.getImportStatusV1(importId));
    }
    const exporting = await smapi.callCreateExportRequestForSkillV1(SKILL, "development");
    const exportId = header(exporting, "location")?.split("/").pop() ?? "";

    expect(states.map(({ status }) => status)).toEqual(["IN_PROGRESS", "IN_PROGRESS", "SUCCEEDED"]);
    expect(await smapi.getStatusOfExportRequestV1(exportId)).toMatchObject({ status: "IN_PROGRESS" });
    expect(await smapi.getSkillManifestV1(SKILL, "development")).toEqual({ manifest });
    expect(await smapi.getVendorListV1()).toMatchObject({ vendors: [{ id: VENDOR }] });
  });
});
