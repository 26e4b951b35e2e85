import { zipped } from "./skill-package-zip";
import { SmapiWorld } from "./smapi-world";

describe("an upload URL of the stand-in for SMAPI", () => {
  let world: SmapiWorld;
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    world = await SmapiWorld.start({ now: () => now });
  });

  afterEach(() => world.stop());

  const reserve = async (): Promise<string> => (await world.send("POST", "/v1/skills/uploads")).body.uploadUrl;
  const put = (url: string, headers = {}) => world.send("PUT", url, zipped(), { authorization: undefined, ...headers });

  test("that works once", async () => {
    const answer = await world.send("POST", "/v1/skills/uploads");
    const url = answer.body.uploadUrl;

    expect(answer.status).toBe(201);
    expect(new Date(answer.body.expiresAt).getTime()).toBeGreaterThan(now);
    expect([(await put(url)).status, (await put(url)).status]).toEqual([200, 403]);
  });

  test("that takes no access token beside its signature, as Amazon S3 does not", async () => {
    const url = await reserve();

    const refused = await put(url, { authorization: "Bearer x" });

    expect(refused).toMatchObject({ status: 400, body: expect.stringContaining("Only one auth mechanism allowed") });
    expect((await put(url)).status).toBe(200);
  });

  test("that cannot be guessed", async () => {
    const url = new URL(await reserve());

    const answers = [await put(url.origin + url.pathname), await put(`${url.origin}${url.pathname}?X-Amz-Signature=x`)];

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(JSON.stringify(world.smapi.requests)).not.toContain("Signature");
  });

  test("that ends", async () => {
    const url = await reserve();
    now += 15 * 60 * 1000;

    expect(await put(url)).toMatchObject({ status: 403, body: expect.stringContaining("expired") });
  });

  test("that nothing can be fetched from", async () => {
    const url = await reserve();
    await put(url);

    expect((await world.send("GET", url, undefined, { authorization: undefined })).status).toBe(403);
  });
});
