import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describeWithMoto, root } from "../fixtures";
import { ISSUER_HOST, SignInWorld } from "./sign-in-fixture";

const REDIRECT_URI = "https://pitangui.amazon.com/api/skill/link/M2VENDOR";

describeWithMoto("the sign-in server, driven by a certified OpenID client", () => {
  let world: SignInWorld;

  beforeAll(async () => {
    world = await SignInWorld.start();
  }, 60_000);

  afterAll(() => world?.stop());

  test.each(["HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"])(
    "gives code with PKCE, user info, refresh and revocation by %s",
    async (method) => {
      const issuer = `https://${ISSUER_HOST}/${world.poolId}`;
      const result = await drive({
        issuer,
        method,
        clientId: world.client.id,
        clientSecret: world.client.secret,
        redirectUri: REDIRECT_URI,
        scope: "openid profile email",
        username: world.ada.email,
        password: world.ada.password,
        origins: { [ISSUER_HOST]: await world.domain.serve(ISSUER_HOST), [world.host]: world.origin },
      });
      expect(result).toMatchObject({
        metadata: { issuer, token_endpoint: `https://${world.host}/oauth2/token` },
        claims: { aud: world.client.id, email: "ada@example.com", email_verified: true, given_name: "Ada" },
        expiresIn: 1800,
        userInfo: { email: "ada@example.com", email_verified: "true", given_name: "Ada" },
        refreshed: { hasRefreshToken: false, sub: expect.any(String) },
        afterwards: "invalid_grant",
        userInfoAfterwards: 401,
      });
    },
    30_000,
  );
});

async function drive(task: object): Promise<unknown> {
  const driver = join(__dirname, "sign-in-openid-client.mjs");
  const child = spawn(process.execPath, [driver], { cwd: root, stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(JSON.stringify(task));
  const [output, problems] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (output === "") {
    throw new Error(problems);
  }
  return JSON.parse(output);
}
