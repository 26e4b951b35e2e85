import { unknownSettings } from "../../adoption/unknown-settings";

test("what the provider sends is nothing to speak of", () => {
  expect(
    unknownSettings({
      Id: "us-east-1_Abc",
      Name: "Shop users",
      Policies: { PasswordPolicy: { MinimumLength: 8 }, SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } },
      LambdaConfig: { PreSignUp: "arn", PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: "arn" } },
      UserPoolAddOns: { AdvancedSecurityMode: "AUDIT", AdvancedSecurityAdditionalFlows: { CustomAuthMode: "AUDIT" } },
    }),
  ).toEqual([]);
});

test("the trigger for inbound federation is named, and whatever AWS adds", () => {
  const pool = {
    LambdaConfig: { PreSignUp: "arn", InboundFederation: { LambdaVersion: "V1_0" as const, LambdaArn: "arn" } },
    NewThing: { On: true },
  };

  expect(unknownSettings(pool)).toEqual(["LambdaConfig.InboundFederation", "NewThing"]);
});
