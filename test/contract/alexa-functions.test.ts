import { alexaFunctions } from "../../contract/alexa-functions";

const arn = (region: string): string => `arn:aws:lambda:${region}:123456789012:function:skill:live`;
const ONE = { NA: arn("us-east-1"), EU: arn("us-east-1"), FE: arn("us-east-1") };

test("one function for all of Alexa's regions is one", () => {
  expect(alexaFunctions({ function_arns: ONE })).toEqual([
    { arn: ONE.NA, region: "us-east-1", serves: ["NA", "EU", "FE"], isExisting: false },
  ]);
});

test("those that the environment makes come before those that are made elsewhere", () => {
  const function_arns = { NA: arn("us-west-2"), EU: arn("eu-west-1"), FE: arn("us-west-2") };
  expect(alexaFunctions({ function_arns, existing_functions: ["FE", "NA"] })).toEqual([
    { arn: arn("eu-west-1"), region: "eu-west-1", serves: ["EU"], isExisting: false },
    { arn: arn("us-west-2"), region: "us-west-2", serves: ["NA", "FE"], isExisting: true },
  ]);
});

test("where all are made elsewhere the first is one of them, and says so", () => {
  const [first, ...others] = alexaFunctions({ function_arns: ONE, existing_functions: ["NA", "EU", "FE"] });
  expect([first.isExisting, others]).toEqual([true, []]);
});
