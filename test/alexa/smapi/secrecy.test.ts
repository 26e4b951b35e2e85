import { MASK } from "../../../common/secrets";
/** Whatever the other side does, no secret gets into an error or a text about a retry. */
import { REQUEST } from "../account-linking/request";
import { BODY, CREDENTIALS, client, SKILL, VENDOR } from "./fixture";
import type { Received, Step } from "./scripted-server";
import { answer, hangUp, ScriptedServer } from "./scripted-server";

const SECRETS = [
  CREDENTIALS.clientSecret,
  CREDENTIALS.refreshToken,
  REQUEST.clientSecret ?? "",
  "Atza|token-",
  "X-Amz-Signature",
];

let server: ScriptedServer;
beforeEach(async () => {
  server = await ScriptedServer.start();
});
afterEach(() => server.stop());

/** Everything that was received, headers and all, as a careless server or proxy repeats it. */
const everything = ({ method, path, headers, body }: Received): string =>
  `${method} ${path} ${JSON.stringify(headers)} ${body} ${decodeURIComponent(body.replace(/\+/g, " "))}`;

const repeats =
  (status: number): Step =>
  (request, response) => {
    const text = everything(request);
    const shape = { message: text, error: text, error_description: text, violations: [{ message: text }, text] };
    answer(status, shape)(request, response);
  };

const repeatsAsPage =
  (status: number): Step =>
  (request, response) =>
    answer(status, `<html>${everything(request)}</html>`, { "content-type": "text/html" })(request, response);

/** All that is said, whatever is called. */
async function said(props = {}): Promise<string> {
  const { smapi, packages, retries } = client(server.url, props);
  const told: string[] = [];
  const onProgress = (text: string) => {
    told.push(text);
  };
  const zip = new Uint8Array(10);
  const calls = [
    () => smapi.readAccountLinking(SKILL),
    () => smapi.writeAccountLinking(SKILL, BODY, "W/tag"),
    () => packages.exportPackage(SKILL),
    () => packages.importPackage(SKILL, zip, { onProgress }),
    () => packages.createSkill(VENDOR, zip, { onProgress }),
  ];
  const errors: string[] = [];
  for (const call of calls) {
    await call().catch((error: Error) => errors.push(`${error.message}\n${error.stack}\n${JSON.stringify(error)}`));
  }
  expect(errors.length).toBeGreaterThanOrEqual(3);
  return [...errors, ...retries, ...told].join("\n");
}

function expectNoSecret(text: string): void {
  for (const secret of SECRETS) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(encodeURIComponent(secret));
  }
}

test.each([200, 201, 202, 302, 400, 401, 403, 404, 412, 429, 500, 503])("of the API, answered %d", async (status) => {
  server.script = [repeats(status)];
  expectNoSecret(await said());
  server.script = [repeatsAsPage(status)];
  expectNoSecret(await said());
  expect(server.calls.length).toBeGreaterThan(5);
});

test.each([200, 400, 401, 500])("of Login with Amazon, answered %d", async (status) => {
  server.tokenScript = [repeats(status)];
  expectNoSecret(await said());
  server.tokenScript = [repeatsAsPage(status)];
  expectNoSecret(await said());
  expect(server.calls).toEqual([]);
});

test("of a connection that is lost", async () => {
  server.script = [hangUp];
  expectNoSecret(await said());
});

test("of a token that cannot stand in a header", async () => {
  const accessToken = "Atza|token-\u0000";
  expectNoSecret(await said({ credentials: { accessToken, source: "the test" } }));
});

test.each([
  ["403 of the storage", answer(403, "<Error>X-Amz-Signature does not match</Error>")],
  ["a lost upload", hangUp],
])("of the signed address: %s", async (_, storage) => {
  const upload = answer(201, { uploadUrl: `${server.url}/zip?X-Amz-Signature=abc` });
  server.script = [(request, response) => (request.path.startsWith("/zip") ? storage : upload)(request, response)];
  expectNoSecret(await said());
  const puts = server.calls.filter(({ path }) => path.startsWith("/zip"));
  expect(puts.length).toBeGreaterThan(0);
  expect(puts.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
});

test("a secret is hidden before a text is cut, so that no half of it stays", async () => {
  server.script = [answer(400, { message: `${"x".repeat(490)}${REQUEST.clientSecret}` })];
  const { smapi } = client(server.url);
  const { message } = await smapi.writeAccountLinking(SKILL, BODY).then(
    () => ({ message: "" }),
    (error: Error) => error,
  );
  expect(message).toContain(`x${MASK}`);
});
