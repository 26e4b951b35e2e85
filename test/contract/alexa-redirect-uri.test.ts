import { alexaRedirectUris } from "../../constructs";

test("a developer account has one redirect URI in each of Alexa's regions, with the vendor id and no slash at the end", () => {
  expect(alexaRedirectUris("M1EXAMPLE0DEV")).toEqual([
    "https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://layla.amazon.com/api/skill/link/M1EXAMPLE0DEV",
    "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0DEV",
  ]);
});
