import { signedHeaders } from "../../../lambda/library/aws-signature";

const KEY = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const NOW = new Date("2015-08-30T12:36:00Z");
const POST = { host: "example.amazonaws.com", region: "us-east-1", service: "service", headers: {}, body: "" };

/** AWS's own test suite for Signature Version 4, `aws-sig-v4-test-suite`. */
describe("the signature", () => {
  test("of post-vanilla is AWS's", () => {
    expect(signedHeaders(POST, KEY, NOW)).toEqual({
      host: "example.amazonaws.com",
      "x-amz-date": "20150830T123600Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, " +
        "SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    });
  });

  test("of post-x-www-form-urlencoded, which has a body and one more header, is AWS's", () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const { authorization } = signedHeaders({ ...POST, headers, body: "Param1=value1" }, KEY, NOW);

    expect(authorization).toMatch(/SignedHeaders=content-type;host;x-amz-date, /);
    expect(authorization).toMatch(/Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a$/);
  });

  test("signs a role's session token with the rest", () => {
    const signed = signedHeaders(POST, { ...KEY, sessionToken: "token" }, NOW);

    expect(signed["x-amz-security-token"]).toBe("token");
    expect(signed.authorization).toMatch(/SignedHeaders=host;x-amz-date;x-amz-security-token, /);
  });
});
