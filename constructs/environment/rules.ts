import { ALEXA_REDIRECT_BASE } from "../../contract/alexa-redirect-uri";
import {
  allOf,
  anyOf,
  differs,
  includes,
  isBelow,
  isEmpty,
  isGiven,
  isSingle,
  isUnset,
  joinTexts,
  not,
  without,
} from "../module/condition";
import { alexaRules } from "./alexa-rules";
import { clientRules } from "./client-rules";
import { domainRules } from "./domain-rules";
import type { Environment } from "./environment";
import { resourceName } from "./environment";
import type { EnvironmentRule } from "./environment-rule";
import { existingRules } from "./existing-rules";
import { firstFactorRules } from "./first-factor-rules";
import { formerSchemaRules } from "./former-schema-rules";
import { functionRules } from "./function-rules";
import { identityProviderRules } from "./identity-provider-rules";
import { joinAccountRules } from "./join-account-rules";
import { memoryRules } from "./memory-rules";
import { protectionRules } from "./protection-rules";
import { triggerRules } from "./trigger-rules";
import { userPoolRules } from "./user-pool-rules";

export const environmentRules: readonly EnvironmentRule[] = [
  ...existingRules,
  ...clientRules,
  ...identityProviderRules,
  ...userPoolRules,
  ...firstFactorRules,
  ...formerSchemaRules,
  ...triggerRules,
  ...joinAccountRules,
  ...protectionRules,
  ...domainRules,
  ...alexaRules,
  {
    path: "alexa.scopes",
    reads: ["alexa.scopes"],
    // OpenID Connect Core 1.0, sections 3.1.2.1 and 5.4; Amazon Cognito, "userInfo endpoint".
    holds: ({ alexa }) => includes(alexa.scopes, "openid"),
    received: ({ alexa }) => alexa.scopes,
    allowed: "a list with openid, which profile, email, phone and the user-info endpoint need",
    fix: 'add "openid"',
  },
  {
    path: "alexa.requiredScopes",
    reads: ["alexa.scopes", "alexa.requiredScopes"],
    // A token has no scope that was not asked for (RFC 6749, section 3.3), and none is of use without openid.
    holds: ({ alexa: { requiredScopes, scopes } }) =>
      allOf(includes(requiredScopes, "openid"), isEmpty(without(requiredScopes, scopes))),
    received: ({ alexa }) => alexa.requiredScopes,
    allowed: "a list with openid, of scopes that are in alexa.scopes",
    fix: "demand no scope that Alexa does not ask for: no user could ever be linked",
  },
  {
    path: "alexa.additionalRedirectUris",
    reads: ["alexa.vendorId", "alexa.additionalRedirectUris"],
    holds: ({ alexa }) =>
      allOf(
        ...Object.values(ALEXA_REDIRECT_BASE).map((base) =>
          not(includes(alexa.additionalRedirectUris, joinTexts(base, alexa.vendorId))),
        ),
      ),
    received: ({ alexa }) => alexa.additionalRedirectUris,
    allowed: "redirect URIs beside the three that follow from the vendor id",
    fix: "remove those that end with this environment's vendor id",
  },
  {
    path: "userPool.accountRecovery",
    reads: ["userPool.signIn", "userPool.accountRecovery"],
    // Amazon Cognito API, AccountRecoverySettingType. What users are asked for at sign-up can never be changed, so it
    // follows from signIn, which can never be changed either, and recovery has to make do with it.
    holds: ({ userPool: { accountRecovery, signIn } }) =>
      allOf(
        anyOf(not(includes(accountRecovery, "admin_only")), isSingle(accountRecovery)),
        anyOf(
          not(includes(accountRecovery, "verified_email")),
          includes(signIn, "email"),
          includes(signIn, "username"),
        ),
        anyOf(not(includes(accountRecovery, "verified_phone_number")), includes(signIn, "phone")),
      ),
    received: ({ userPool }) => userPool.accountRecovery,
    allowed:
      "admin_only alone, or what users have: verified_email with email or username in signIn, verified_phone_number with phone",
    fix: "recover by what users sign in with",
  },
  {
    path: "userPool.email.from",
    reads: ["userPool.email"],
    // Amazon Cognito API, EmailConfigurationType: a domain as identity names no address, so it is always written.
    holds: ({ userPool: { email } }) => anyOf(isUnset(email.sesIdentityArn), isGiven(email.from)),
    received: ({ userPool }) => userPool.email.from,
    allowed: "an address of the identity sesIdentityArn",
    fix: "write the address that the e-mails come from",
  },
  {
    path: "userPool.email.sesIdentityArn",
    reads: ["userPool.email"],
    holds: ({ userPool: { email } }) =>
      anyOf(
        isGiven(email.sesIdentityArn),
        allOf(isUnset(email.from), isUnset(email.replyTo), isUnset(email.configurationSet)),
      ),
    received: ({ userPool }) => userPool.email.sesIdentityArn,
    allowed: "an identity of Amazon SES, where from, replyTo or configurationSet are given",
    fix: "write the identity's ARN; Cognito's own sender has an address of its own",
  },
  ...functionRules,
  ...memoryRules,
  {
    path: "userPool.passwordPolicy.historySize",
    reads: ["userPool.plan", "userPool.passwordPolicy.historySize"],
    // Amazon Cognito, "User pool feature plans"; a pool that is in no plan here is in ESSENTIALS, where it is new.
    holds: ({ userPool: { passwordPolicy, plan } }) =>
      anyOf(differs(plan, "LITE"), isUnset(passwordPolicy.historySize), isBelow(passwordPolicy.historySize, 1)),
    received: ({ userPool }) => userPool.passwordPolicy.historySize,
    allowed: "0, or no historySize, where plan is LITE",
    fix: "choose the plan ESSENTIALS or PLUS, or remove historySize",
  },
];

/** What must differ between two environments. */
export interface DistinctionRule {
  readonly path: string;
  readonly reads: readonly string[];
  /** Two environments with a key in common collide. */
  readonly keys: (environment: Environment) => readonly string[];
  readonly received: (environment: Environment) => unknown;
  readonly allowed: string;
  readonly fix: string;
}

export const distinctionRules: readonly DistinctionRule[] = [
  {
    path: "name",
    reads: ["name"],
    keys: ({ name }) => [name],
    received: ({ name }) => name,
    allowed: "a name that no other environment has: it names the stack",
    fix: "rename one of them",
  },
  {
    path: "project",
    reads: ["name", "project", "region", "accountId", "function.name", "function.roleName"],
    // Not by region: the names of IAM roles are unique in the whole account.
    keys: (environment) => takenNames(environment).map((name) => `${environment.accountId} ${name}`),
    received: resourceName,
    allowed:
      "resource names ({project}-{name}, and for the roles of its deployments {project}-{name}-plan and -apply; function.name and function.roleName, where they are given) that no other environment in the same account has",
    fix: "give one of them another project or name, or the function or role that has it",
  },
  {
    path: "domain.prefix",
    reads: ["region", "domain.prefix"],
    keys: ({ region, domain: { prefix } }) => (prefix === undefined ? [] : [`${region} ${prefix}`]),
    received: ({ domain }) => domain.prefix,
    allowed: "a prefix that no other environment in the same region has",
    fix: "add the environment's name to the prefix",
  },
  {
    path: "adopt",
    reads: ["adopt"],
    // What else is taken over by its name is distinct by that, and a client's id is its pool's.
    keys: ({ adopt: { userPoolId, clientId } = { named: [], permittedSkillIds: [] } }) =>
      [userPoolId, clientId].filter((id) => id !== undefined),
    received: ({ adopt }) => adopt,
    allowed: "a pool and a client that no other environment takes over: two states that have it undo each other",
    fix: "take it over in one of them; in the other, userPool.existing and client.existing read it",
  },
  {
    path: "domain.name",
    reads: ["domain.name"],
    // Amazon CloudFront, "Alternate domain names": a name belongs to one distribution, in all accounts and regions.
    keys: ({ domain: { name } }) => (name === undefined ? [] : [name]),
    received: ({ domain }) => domain.name,
    allowed: "a custom domain that no other environment has",
    fix: "add the environment's name, as login-dev.example.com",
  },
  {
    path: "state",
    reads: ["name", "project", "state"],
    // With the state come its lock, and of a file its lock and the copy of the state before.
    keys: ({ name, state }) =>
      state.type === "s3"
        ? ["", ".tflock"].map((ending) => `s3 ${state.bucket} ${state.key}${ending}`)
        : filesOf(resolve(name, state.path)).map((path) => `local ${path}`),
    received: ({ state }) => (state.type === "s3" ? `${state.bucket}/${state.key}` : state.path),
    allowed: "a state of its own: two stacks in one state destroy each other",
    fix: "give one of them another key or path",
  },
];

/**
 * What is named after an environment and shares one space of names in its account: IAM's, which is the narrowest. The
 * roles of examples/bootstrap are among them. No environment's name has the underscore of the role for SMS.
 */
const derivedNames = (environment: Environment): string[] =>
  ["", "-plan", "-apply"].map((ending) => `${resourceName(environment)}${ending}`);

/** With the names that the function and its role have of their own. A function's is taken in its region alone. */
function takenNames(environment: Environment): string[] {
  const { name = resourceName(environment), roleName = resourceName(environment) } = environment.function;
  return [...new Set([...derivedNames(environment), roleName, `in ${environment.region}: ${name}`])];
}

/** A local state and what Terraform writes beside it. Source: Terraform, `local` backend. */
const filesOf = (path: string): string[] => [
  path,
  `${path}.backup`,
  path.replace(/[^/]*$/, (file) => `.${file}.lock.info`),
];

/** Where a local state's path leads, seen from the folder that holds the stacks' folders. */
function resolve(stack: string, path: string): string {
  const parts: string[] = [stack];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") {
      continue;
    }
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") {
      parts.pop();
    } else {
      parts.push(part);
    }
  }
  return parts.join("/");
}
