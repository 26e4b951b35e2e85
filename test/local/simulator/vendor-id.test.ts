import { alexaRedirectUris } from "../../../contract/alexa-redirect-uri";
import { chooseVendorId } from "../../../local/simulator/vendor-id";

const redirectUris = alexaRedirectUris("M1DEPLOYED0");

describe("the vendor id is", () => {
  test("the one of --vendor-id, whatever else there is", () => {
    const env = { ASK_VENDOR_ID: "M2ENVIRONMENT" };
    expect(chooseVendorId({ option: "M3OPTION00", env, redirectUris })).toEqual({
      value: "M3OPTION00",
      source: "from --vendor-id",
    });
  });

  test("else the one of ASK_VENDOR_ID", () => {
    const env = { ASK_VENDOR_ID: "M2ENVIRONMENT" };
    expect(chooseVendorId({ env, redirectUris })).toEqual({ value: "M2ENVIRONMENT", source: "from ASK_VENDOR_ID" });
  });

  test("else the one that is deployed", () => {
    const deployed = { value: "M1DEPLOYED0", source: "from the deployed redirect URIs" };
    expect(chooseVendorId({ env: {}, redirectUris })).toEqual(deployed);
    expect(chooseVendorId({ env: { ASK_VENDOR_ID: "" }, redirectUris })).toEqual(deployed);
    expect(chooseVendorId({ env: {}, redirectUris: ["https://example.com/", ...redirectUris] })).toEqual(deployed);
  });

  test.each([
    ["a skill id", alexaRedirectUris("amzn1.ask.skill.1")],
    ["a slash at the end", alexaRedirectUris("M1DEPLOYED0/")],
    ["none of Alexa's", ["https://example.com/callback"]],
    ["none", []],
  ])("made up when the redirect URIs have %s", (_, uris) => {
    expect(chooseVendorId({ env: {}, redirectUris: uris })).toMatchObject({
      value: expect.stringMatching(/^M0/),
      source: expect.stringContaining("made up"),
    });
  });
});
