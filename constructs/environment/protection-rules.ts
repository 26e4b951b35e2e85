import { allOf, anyOf, differs, equals, ifSo, isEmpty, isGiven, not } from "../module/condition";
import type { EnvironmentRule } from "./environment-rule";

/** What goes together in the protection of a pool. */
export const protectionRules: readonly EnvironmentRule[] = [
  {
    path: "userPool.threatProtection",
    reads: ["userPool.threatProtection", "userPool.plan"],
    // Amazon Cognito, "User pool feature plans".
    holds: ({ userPool: { plan, threatProtection } }) =>
      anyOf(equals<string>(threatProtection, "off"), equals<string>(plan, "PLUS")),
    received: ({ userPool }) => userPool.threatProtection,
    allowed: "off, or the plan PLUS",
    fix: 'write plan: "PLUS", or leave threatProtection out',
  },
  {
    path: "protection.riskRules",
    reads: ["protection.riskRules", "userPool.threatProtection", "userPool.existing"],
    // Amazon Cognito API, SetRiskConfiguration: UserPoolAddOnNotEnabledException. An existing pool may have it enabled.
    holds: ({ protection: { riskRules }, userPool: { existing, threatProtection } }) =>
      riskRules === undefined ||
      ifSo(
        isGiven(riskRules),
        allOf(
          anyOf(isGiven(existing), differs<string>(threatProtection, "off")),
          anyOf(
            isGiven(riskRules.compromisedCredentials),
            isGiven(riskRules.accountTakeover),
            not(isEmpty(riskRules.blockedIpRanges ?? [])),
            not(isEmpty(riskRules.skippedIpRanges ?? [])),
          ),
        ),
      ),
    received: ({ protection }) => protection.riskRules,
    allowed: "at least one rule, where userPool.threatProtection is audit or enforced",
    fix: "turn on threat protection, or remove the rules",
    preconditionOf: "link",
  },
];
