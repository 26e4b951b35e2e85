/** What is sent, beside what Amazon's own SDK sends for the same. */
import type { runtime } from "ask-smapi-model";
import { CustomSmapiClientBuilder } from "ask-smapi-sdk";
import { BODY, client, SKILL, VENDOR } from "./fixture";
import type { Received, Step } from "./scripted-server";
import { answer, ScriptedServer } from "./scripted-server";

let server: ScriptedServer;
beforeEach(async () => {
  server = await ScriptedServer.start();
});
afterEach(() => server.stop());

type Sdk = ReturnType<CustomSmapiClientBuilder["client"]>;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly ifMatch?: string;
  readonly type?: string;
  readonly body: unknown;
}

const parsed = (body: string | undefined): unknown => (body ? JSON.parse(body) : undefined);

async function sentBySdk(calls: (sdk: Sdk) => readonly (() => Promise<unknown>)[]): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const apiClient: runtime.ApiClient = {
    invoke: async ({ method, url, headers, body }) => {
      const header = (name: string) => headers.find(({ key }) => key.toLowerCase() === name)?.value;
      const path = url.slice(server.url.length);
      sent.push({ method, path, ifMatch: header("if-match"), type: header("content-type"), body: parsed(body) });
      return { statusCode: 200, headers: [], body: "{}" };
    },
  };
  const sdk = new CustomSmapiClientBuilder()
    .withApiClient(apiClient)
    .withApiEndpoint(server.url)
    .withAccessTokenConfig({ clientId: "", clientSecret: "", accessToken: "unused" })
    .client();
  for (const call of calls(sdk)) {
    await call();
  }
  return sent;
}

/** Without the upload itself, which goes to a signed address and is no call of the API. */
const sentHere = (): readonly Sent[] =>
  server.calls
    .filter(({ path }) => path !== "/upload")
    .map(({ method, path, headers, body }: Received) => ({
      method,
      path,
      ifMatch: headers["if-match"],
      type: headers["content-type"],
      body: parsed(body),
    }));

const begun = (path: string): Step => answer(202, "", { location: path });

test("account linking is read and written as the SDK does it", async () => {
  const { smapi } = client(server.url);
  server.script = [answer(200, "{}"), answer(204, ""), answer(204, ""), answer(404, "{}"), answer(200, "{}")];

  await smapi.readAccountLinking(SKILL);
  await smapi.writeAccountLinking(SKILL, BODY);
  await smapi.writeAccountLinking(SKILL, BODY, "W/tag");
  await smapi.readAccountLinking(SKILL);

  const body = BODY as object;
  expect(sentHere()).toEqual(
    await sentBySdk((sdk) => [
      () => sdk.callGetAccountLinkingInfoV1(SKILL, "development"),
      () => sdk.callUpdateAccountLinkingInfoV1(SKILL, "development", body),
      () => sdk.callUpdateAccountLinkingInfoV1(SKILL, "development", body, "W/tag"),
      () => sdk.callGetAccountLinkingInfoV1(SKILL, "development"),
      () => sdk.callGetSkillManifestV1(SKILL, "development"),
    ]),
  );
});

test("skill packages are exported, imported and made to skills as the SDK does it", async () => {
  const { packages } = client(server.url);
  const upload = [answer(201, JSON.stringify({ uploadUrl: `${server.url}/upload` })), answer(200, "")];
  const failed = answer(200, JSON.stringify({ status: "FAILED" }));
  const imported = [...upload, begun("/v1/skills/imports/amzn1.import~1"), failed];
  server.script = [begun("/v1/skills/exports/amzn1.export.1"), failed, ...imported, ...imported];

  await packages.exportPackage(SKILL).catch(() => undefined);
  await packages.importPackage(SKILL, new Uint8Array(1), { ifMatch: "W/tag" }).catch(() => undefined);
  await packages.createSkill(VENDOR, new Uint8Array(1)).catch(() => undefined);

  const location = `${server.url}/upload`;
  expect(sentHere()).toEqual(
    await sentBySdk((sdk) => [
      () => sdk.callCreateExportRequestForSkillV1(SKILL, "development"),
      () => sdk.callGetStatusOfExportRequestV1("amzn1.export.1"),
      () => sdk.callCreateUploadUrlV1(),
      () => sdk.callImportSkillPackageV1({ location }, SKILL, "W/tag"),
      () => sdk.callGetImportStatusV1("amzn1.import~1"),
      () => sdk.callCreateUploadUrlV1(),
      () => sdk.callCreateSkillPackageV1({ vendorId: VENDOR, location }),
      () => sdk.callGetImportStatusV1("amzn1.import~1"),
    ]),
  );
});
