import { textToken } from "../example-environment";
import type { RuleCases } from "./rule-cases";

const BLOCK = { compromisedCredentials: "BLOCK" };
const PLUS = { plan: "PLUS", threatProtection: "enforced" };

/** In the order of the rules. */
export const PROTECTION_RULE_CASES: Readonly<Record<string, RuleCases>> = {
  "userPool.threatProtection": {
    fails: [
      { "userPool.threatProtection": "audit" },
      { "userPool.threatProtection": "enforced", "userPool.plan": "ESSENTIALS" },
    ],
    passes: [{ userPool: PLUS }, { "userPool.plan": "LITE" }],
    token: { "userPool.threatProtection": "audit", "userPool.plan": textToken() },
    wrongItself: { "userPool.threatProtection": "audit", "userPool.plan": "plus" },
  },
  "protection.riskRules": {
    fails: [{ "protection.riskRules": BLOCK }, { "protection.riskRules": { blockedIpRanges: [] }, userPool: PLUS }],
    received: ({ protection: { riskRules } = {} }) => expect.objectContaining(riskRules),
    passes: [
      { "protection.riskRules": BLOCK, userPool: PLUS },
      { "protection.riskRules": { skippedIpRanges: ["192.0.2.0/24"] }, userPool: PLUS },
      { "protection.riskRules": BLOCK, userPool: { existing: { id: "us-east-1_Abc123xyz" } } },
    ],
    token: { "protection.riskRules": { compromisedCredentials: textToken() } },
    wrongItself: { "protection.riskRules": { blockedIpRanges: ["192.0.2.0"] } },
  },
};
