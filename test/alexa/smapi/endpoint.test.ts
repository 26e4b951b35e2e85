import { safeUrl } from "../../../alexa/smapi/endpoint";
import { SmapiError } from "../../../alexa/smapi/smapi";
import { client } from "./fixture";

test.each([
  "https://api.amazonalexa.com",
  "http://127.0.0.1:8080",
  "http://localhost:1/x",
  "http://[::1]:1",
  "http://127.1:1",
])("%s may be sent a token", (url) => {
  expect(safeUrl(url, "It").href).toContain(new URL(url).host);
});

test.each([
  "http://api.amazonalexa.com",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://0.0.0.0",
  "ftp://127.0.0.1",
  "https://user:password@api.amazonalexa.com",
  "api.amazonalexa.com",
  "",
])("%s may not", (url) => {
  expect(() => safeUrl(url, "It")).toThrow(SmapiError);
});

test("a signed address is named by its host alone", () => {
  expect(() => safeUrl("http://example.com/zip?X-Amz-Signature=secret", "It")).toThrow(
    /^It is at http:\/\/example\.com, where/,
  );
});

test("a client for plain http refuses before anything is sent, and says which setting it is", () => {
  expect(() => client("http://example.com")).toThrow(/ASK_LWA_TOKEN_HOST/);
  expect(() => client("http://example.com", { authEndpoint: "" })).toThrow(/ASK_SMAPI_SERVER_BASE_URL/);
});
