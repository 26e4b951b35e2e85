import { textToken } from "../example-environment";
import type { RuleCases } from "./rule-cases";

const EXISTING = "arn:aws:lambda:us-east-1:123456789012:function:skill:live";

export const ALEXA_RULE_CASES: Readonly<Record<string, RuleCases>> = {
  "alexa.kind": {
    fails: [
      { "alexa.kind": "smart-home", region: "ap-northeast-1" },
      { "alexa.kind": "both", region: "ap-northeast-1" },
    ],
    passes: [
      { "alexa.kind": "smart-home", region: "us-west-2" },
      { "alexa.kind": "both", region: "eu-west-1" },
      { "alexa.kind": "custom", region: "ap-northeast-1" },
      { region: "ap-northeast-1" },
      {
        "alexa.kind": "both",
        region: "ap-northeast-1",
        "function.existing": { NA: EXISTING, EU: EXISTING, FE: EXISTING },
      },
    ],
    token: { "alexa.kind": textToken(), region: "ap-northeast-1" },
    wrongItself: { "alexa.kind": "smart-home", region: "eu-central-1" },
  },
};
