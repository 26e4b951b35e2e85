import { maskBody, maskHeaders, maskUrl } from "../../common/masking";

const SECRET = "SUPERSECRETVALUE";

test.each([
  ["Authorization", `Basic ${SECRET}`, "Basic SUPE…••••"],
  ["authorization", SECRET, "SUPE…••••"],
  ["cookie", `a=${SECRET}; session=${SECRET}`, "a=••••; session=••••"],
  ["Set-Cookie", `session=${SECRET}; Path=/; HttpOnly`, "session=••••; Path=/; HttpOnly"],
  ["location", `https://example.com/?code=${SECRET}&state=s`, "https://example.com/?code=SUPE…••••&state=s"],
  ["content-type", "application/json", "application/json"],
])("the header %s: %s is shown as %s", (name, value, shown) => {
  expect(maskHeaders({ [name]: value })).toEqual({ [name]: shown });
});

test.each([
  [
    `grant_type=authorization_code&code=${SECRET}&client_secret=short`,
    "grant_type=authorization_code&code=SUPE…••••&client_secret=••••",
  ],
  [`client%5Fsecret=${SECRET}`, "client%5Fsecret=SUPE…••••"],
  [
    JSON.stringify({ access_token: SECRET, deep: { refresh_token: SECRET }, expires_in: 1 }),
    '{"access_token":"SUPE…••••","deep":{"refresh_token":"SUPE…••••"},"expires_in":1}',
  ],
  ["%E0%A4%A=1&plain text", "%E0%A4%A=••••&plain text"],
  ["", ""],
])("the body %s is shown as %s", (body, shown) => {
  expect(maskBody(body)).toBe(shown);
});

test("of a URL only the query is masked, all of it", () => {
  expect(maskUrl("https://example.com/path")).toBe("https://example.com/path");
  expect(maskUrl(`https://example.com/?a=b?code=${SECRET}&token=${SECRET}`)).not.toContain(SECRET);
});

test("each of several cookies is masked", () => {
  expect(maskHeaders({ "set-cookie": [`a=${SECRET}; Path=/`, `b=${SECRET}; Path=/`] })).toEqual({
    "set-cookie": "a=••••; Path=/, b=••••; Path=/",
  });
});

test("what a page was reached by is masked as a location is", () => {
  expect(maskHeaders({ referer: `https://example.com/?code=${SECRET}`, gone: undefined })).toEqual({
    referer: "https://example.com/?code=SUPE…••••",
    gone: "",
  });
});
