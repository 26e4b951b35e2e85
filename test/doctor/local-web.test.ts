import { LocalWeb } from "../../doctor/local-web";
import { NotOnThisMachine } from "../../doctor/web";
import { ACCOUNT_LINKING } from "../contract/account-linking";
import { World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(async () => world.stop());

const get = (web: LocalWeb, url: string) => web.send({ method: "GET", url, timeoutMs: 2000 });

test("sends to the server that stands for a host, under the host's name", async () => {
  // The server at this address tells by the Host header which host it is.
  const web = new LocalWeb(world.domain.redirects(["cognito-idp.us-east-1.amazonaws.com"]));
  expect(await get(web, `${ACCOUNT_LINKING.issuer}/.well-known/jwks.json`)).toMatchObject({
    kind: "answer",
    status: 200,
  });
});

test("gives redirects to servers of this machine in their production form", async () => {
  const query = new URLSearchParams({
    client_id: ACCOUNT_LINKING.client_id,
    redirect_uri: ACCOUNT_LINKING.redirect_uris[1] ?? "",
    response_type: "code",
    scope: "unknown",
  });
  const answer = await get(world.web, `${ACCOUNT_LINKING.authorization_uri}?${query}`);
  expect(answer).toMatchObject({
    status: 302,
    headers: { location: expect.stringMatching(/^https:\/\/layla\.amazon\.com\/api/) },
  });
});

test("reaches nothing but the servers it was given", async () => {
  const reason = "no server on this machine stands for example.com";
  expect(await get(world.web, "https://example.com/")).toEqual({ kind: "no connection", reason });
  expect(await get(new LocalWeb({}), "https://__proto__/")).toMatchObject({ kind: "no connection" });
  expect(await get(world.web, "nowhere")).toEqual({ kind: "no connection", reason: "it is not a URL" });
});

test("says that a server has gone", async () => {
  const web = new LocalWeb({ "example.com": "http://127.0.0.1:1" });
  expect(await get(web, "https://example.com/")).toMatchObject({ reason: "nothing listens there (ECONNREFUSED)" });
});

test("has no names and no certificates", async () => {
  await expect(world.web.resolve("example.com")).rejects.toThrow(NotOnThisMachine);
  await expect(world.web.certificate("example.com")).rejects.toThrow(NotOnThisMachine);
});
