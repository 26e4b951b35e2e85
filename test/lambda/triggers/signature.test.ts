import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { signedHeaders } from "../../../lambda/library/aws-signature";

/** What AWS's own signer takes for a hash. */
class Sha256 {
  private readonly hash;
  constructor(secret?: string | Uint8Array) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret);
  }
  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
}

const now = new Date("2026-11-28T01:02:03.456Z");
const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Service.Action" };
const host = "cognito-idp.eu-west-1.amazonaws.com";

test.each([
  ["of a user", {}],
  ["of a role", { sessionToken: "token/with+marks==" }],
])("keys %s sign a request as AWS's own signer does", async (_whose, session) => {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG", ...session };
  const body = '{"UserPoolId":"eu-west-1_a","Filter":"email = \\"ädа@example.com\\""}';
  const signer = new SignatureV4({
    service: "cognito-idp",
    region: "eu-west-1",
    credentials,
    sha256: Sha256 as never,
    applyChecksum: false,
  });
  const request = {
    method: "POST",
    protocol: "https:",
    hostname: host,
    path: "/",
    headers: { ...headers, host },
    body,
  };
  const signed = await signer.sign(request, { signingDate: now });

  const own = signedHeaders({ host, region: "eu-west-1", service: "cognito-idp", headers, body }, credentials, now);
  expect(own).toEqual(signed.headers);
});
