/**
 * The least code that answers like the skill: the same checks and the same calls, on Node's own modules, without any
 * SDK and without the care for what goes wrong. It is what the skill's start is measured against.
 */
import type { KeyObject } from "node:crypto";
import { createPublicKey, verify } from "node:crypto";
import https from "node:https";

const { ISSUER = "", CLIENT_ID, USER_INFO_URI = "", SCOPES = "", SKILL_IDS = "" } = process.env;

const getJson = (url: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>> =>
  new Promise((resolve, reject) => {
    const request = https.request(url, { headers }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve(JSON.parse(body)));
    });
    request.on("error", reject);
    request.end();
  });

const keys = getJson(`${ISSUER}/.well-known/jwks.json`).then(
  (jwks) =>
    new Map((jwks.keys as { kid: string }[]).map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: "jwk" })])),
);
keys.catch(() => undefined);

const decode = (part = ""): Record<string, unknown> => JSON.parse(Buffer.from(part, "base64url").toString());

async function nameOf(token: string): Promise<string> {
  const [header, payload, signature = ""] = token.split(".");
  const claims = decode(payload);
  const key = (await keys).get(decode(header).kid as string) as KeyObject;
  const granted = String(claims.scope).split(" ");
  if (
    claims.iss !== ISSUER ||
    claims.client_id !== CLIENT_ID ||
    claims.token_use !== "access" ||
    Number(claims.exp) * 1000 < Date.now() ||
    !SCOPES.split(" ").every((scope) => granted.includes(scope)) ||
    !verify("RSA-SHA256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"))
  ) {
    throw new Error("invalid token");
  }
  const profile = await getJson(USER_INFO_URI, { Authorization: `Bearer ${token}` });
  return String(profile.given_name);
}

interface Envelope {
  readonly context: { readonly System: { application: { applicationId: string }; user: { accessToken?: string } } };
  readonly request: { readonly type: string };
}

export const handler = async ({ context: { System }, request }: Envelope): Promise<unknown> => {
  if (!SKILL_IDS.split(",").includes(System.application.applicationId)) {
    throw new Error("unknown skill");
  }
  const token = System.user.accessToken;
  if (request.type === "LaunchRequest") {
    return { version: "1.0", response: { outputSpeech: { type: "SSML", ssml: "<speak>Welcome.</speak>" } } };
  }
  if (token === undefined) {
    return { version: "1.0", response: { card: { type: "LinkAccount" } } };
  }
  const ssml = `<speak>${await nameOf(token)}, I run on AWS Lambda.</speak>`;
  return { version: "1.0", response: { outputSpeech: { type: "SSML", ssml } } };
};
