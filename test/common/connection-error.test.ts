import { connectionError, connectionWords, isCertificateError } from "../../common/connection-error";

test.each([
  [
    Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" }),
    "nothing listens there (ECONNREFUSED)",
  ],
  [Object.assign(new Error("odd"), { code: "EODD" }), "odd"],
  [Object.assign(new Error(""), { code: "EODD" }), "EODD"],
  [new Error(""), "the connection failed"],
])("%p is, in words, %p", (error, words) => {
  expect(connectionError(error)).toBe(words);
});

test("no word is made up for a code that is not known", () => {
  expect([connectionWords("EODD"), connectionWords("constructor"), connectionWords(undefined)]).toEqual(
    Array(3).fill(undefined),
  );
});

test("tells a certificate that is not trusted from a connection that failed", () => {
  expect(["DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID", "ECONNRESET"].map(isCertificateError)).toEqual(
    [true, true, false],
  );
});
