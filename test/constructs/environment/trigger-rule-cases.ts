import { mapToken, textToken } from "../example-environment";
import type { RuleCases } from "./rule-cases";

const SEND = "arn:aws:lambda:us-east-1:123456789012:function:send";
const READ = "arn:aws:iam::aws:policy/Read";

/** What a rule shows of the one trigger that breaks it. */
const ofPreSignUp =
  (property: "eventVersion" | "functionArn" | "policies" | "variables"): RuleCases["received"] =>
  ({ userPool }) => ({
    preSignUp: { policies: {}, variables: {}, ...userPool?.triggers?.preSignUp }[property],
  });

/** In the order of the rules. */
export const TRIGGER_RULE_CASES: Readonly<Record<string, RuleCases>> = {
  "userPool.triggers.{name}.functionArn": {
    fails: [
      { "userPool.triggers": { preSignUp: {} } },
      { "userPool.triggers": { preSignUp: { zip: "a.zip", functionArn: SEND } } },
    ],
    received: ofPreSignUp("functionArn"),
    passes: [
      { "userPool.triggers": { preSignUp: { zip: "a.zip" }, postConfirmation: { functionArn: SEND } } },
      { "userPool.triggers": {} },
    ],
    token: { "userPool.triggers": { preSignUp: { functionArn: textToken() } } },
    wrongItself: { "userPool.triggers": { preSignUp: { functionArn: "send" } } },
  },
  "userPool.triggers.{name}.eventVersion": {
    fails: [
      { "userPool.triggers": { preSignUp: { zip: "a.zip", eventVersion: "V1_0" } } },
      {
        "userPool.triggers": { preTokenGeneration: { zip: "a.zip", eventVersion: "V2_0" } },
        "userPool.plan": "LITE",
      },
    ],
    received: ({ userPool }) =>
      Object.fromEntries(
        Object.entries(userPool?.triggers ?? {}).map(([name, { eventVersion }]) => [name, eventVersion]),
      ),
    passes: [
      { "userPool.triggers": { preTokenGeneration: { zip: "a.zip", eventVersion: "V2_0" } } },
      { "userPool.triggers": { preTokenGeneration: { zip: "a.zip", eventVersion: "V1_0" } }, "userPool.plan": "LITE" },
      { "userPool.triggers": { preTokenGeneration: { zip: "a.zip" } }, "userPool.plan": "LITE" },
    ],
    token: {
      "userPool.triggers": { preTokenGeneration: { zip: "a.zip", eventVersion: textToken() } },
      "userPool.plan": "LITE",
    },
    wrongItself: { "userPool.triggers": { preSignUp: { zip: "a.zip", eventVersion: "V0" } } },
  },
  "userPool.triggers.{name}.variables": {
    fails: [{ "userPool.triggers": { preSignUp: { zip: "a.zip", variables: { A1: "x".repeat(4096) } } } }],
    received: ofPreSignUp("variables"),
    passes: [{ "userPool.triggers": { preSignUp: { zip: "a.zip", variables: { A1: "x".repeat(4000) } } } }],
    token: { "userPool.triggers": { preSignUp: { zip: "a.zip", variables: { A1: textToken() } } } },
    wrongItself: { "userPool.triggers": { preSignUp: { zip: "a.zip", variables: { AWS_REGION: "x".repeat(4096) } } } },
  },
  "userPool.triggers.{name}.zip": {
    fails: [
      { "userPool.triggers": { preSignUp: { functionArn: SEND, variables: { GREETING: "Hello" } } } },
      { "userPool.triggers": { preSignUp: { functionArn: SEND, policies: { read: READ } } } },
    ],
    received: ofPreSignUp("policies"),
    passes: [
      { "userPool.triggers": { preSignUp: { zip: "a.zip", variables: { A1: "1" }, policies: { read: READ } } } },
    ],
    token: { "userPool.triggers": { preSignUp: { functionArn: SEND, variables: mapToken() } } },
    wrongItself: { "userPool.triggers": { preSignUp: { functionArn: SEND, variables: { A: "1" } } } },
  },
};
