import { alexaRedirectUris } from "../../constructs";
import { ALEXA_REGIONS, REDIRECT_HOSTS, redirectUriOf, vendorIdIn } from "../../contract/alexa-redirect-uri";

test("a developer account has one redirect URI in each of Alexa's regions, with the vendor id and no slash at the end", () => {
  expect(alexaRedirectUris("M1EXAMPLE0DEV")).toEqual([
    "https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0DEV",
  ]);
});

test.each(ALEXA_REGIONS)("the vendor id is read back from the redirect URI of %s, which lies on its host", (region) => {
  const uri = redirectUriOf(region, "M1EXAMPLE0DEV");
  expect(vendorIdIn(uri)).toBe("M1EXAMPLE0DEV");
  expect(new URL(uri).hostname).toBe(REDIRECT_HOSTS[region]);
  expect(alexaRedirectUris("M1EXAMPLE0DEV")).toContain(uri);
});

test("no other URI has a vendor id in it", () => {
  expect(vendorIdIn("https://example.com/api/skill/link/M1EXAMPLE0DEV")).toBeUndefined();
});
