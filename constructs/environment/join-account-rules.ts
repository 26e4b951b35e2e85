import type { Condition } from "../module/condition";
import { allOf, anyOf, equals, hasEntries, ifSo, includes, isEmpty, not, without } from "../module/condition";
import { brokenEntries, everyEntry, keysOf } from "../module/entries";
import type { CustomAttributeProps } from "./custom-attributes";
import type { Environment } from "./environment";
import type { EnvironmentRule } from "./environment-rule";
import type { IdentityProviderProps } from "./identity-providers";
import type { JoinedProviderProps } from "./join-accounts";

type Joined = Readonly<Record<string, Required<JoinedProviderProps>>>;
type Providers = Environment["identityProviders"];

/** Whether the environment's provider of that name is of the type. */
const isOfType = (providers: Providers, name: string, type: string): Condition =>
  not(
    everyEntry<IdentityProviderProps>(providers, (provider, key) =>
      not(allOf(equals(key, name), equals<string>(provider.type, type))),
    ),
  );

/** Facebook says of no address that it is verified, and gives those that nobody has confirmed. */
const facebookHolds = (joined: Joined): Condition => not(includes(keysOf(joined), "Facebook"));

const aheadHolds = (joined: Joined): Condition =>
  everyEntry<Required<JoinedProviderProps>>(joined, ({ addressesVerified, linkAhead }) =>
    ifSo(linkAhead as Condition, addressesVerified as Condition),
  );

const aheadTypesHold = (providers: Providers, joined: Joined): Condition =>
  everyEntry<Required<JoinedProviderProps>>(joined, ({ linkAhead }, name) =>
    ifSo(linkAhead as Condition, anyOf(isOfType(providers, name, "OIDC"), isOfType(providers, name, "SAML"))),
  );

const attributesHold = (attributes: Environment["userPool"]["customAttributes"]): Condition =>
  everyEntry<CustomAttributeProps>(attributes, ({ mutable }) => mutable as Condition);

const unknown = ({ identityProviders, userPool }: Pick<Environment, "identityProviders" | "userPool">) =>
  without(keysOf(userPool.joinAccounts), keysOf(identityProviders));

/** What goes together where accounts are joined. */
export const joinAccountRules: readonly EnvironmentRule[] = [
  {
    path: "userPool.joinAccounts",
    reads: ["userPool.joinAccounts", "identityProviders"],
    holds: (environment) => isEmpty(unknown(environment)),
    received: (environment) => unknown(environment),
    allowed: "names of identityProviders",
    fix: "add the provider to identityProviders, or remove it here",
    preconditionOf: "link",
  },
  {
    path: "userPool.joinAccounts.{name}",
    reads: ["userPool.joinAccounts"],
    holds: ({ userPool: { joinAccounts } }) => facebookHolds(joinAccounts),
    received: ({
      userPool: {
        joinAccounts: { Facebook },
      },
    }) => ({ Facebook }),
    allowed: "providers that say whether an address is verified: Facebook never does",
    fix: "remove it: its users keep an account of their own",
  },
  {
    path: "userPool.joinAccounts.{name}.addressesVerified",
    reads: ["userPool.joinAccounts"],
    holds: ({ userPool: { joinAccounts } }) => aheadHolds(joinAccounts),
    received: ({ userPool: { joinAccounts } }) => brokenEntries(joinAccounts, "addressesVerified", aheadHolds),
    allowed: "true beside linkAhead: after it, nobody looks at email_verified",
    fix: "add addressesVerified if the provider verifies every address, or remove linkAhead",
  },
  {
    path: "userPool.joinAccounts.{name}.linkAhead",
    reads: ["userPool.joinAccounts", "identityProviders"],
    // Amazon Cognito API, AdminLinkProviderForUser: the social providers are linked by the user's id alone.
    holds: ({ identityProviders, userPool: { joinAccounts } }) => aheadTypesHold(identityProviders, joinAccounts),
    received: ({ identityProviders, userPool: { joinAccounts } }) =>
      brokenEntries(joinAccounts, "linkAhead", (some) => aheadTypesHold(identityProviders, some)),
    allowed: "linkAhead for providers of the types OIDC and SAML",
    fix: "remove linkAhead: Cognito links Google, Apple, Facebook and Login with Amazon by the user's id there, which nobody knows before; Google can be an OIDC provider, under another name",
    preconditionOf: "link",
  },
  {
    path: "userPool.triggers",
    reads: ["userPool.joinAccounts", "userPool.triggers"],
    holds: ({ userPool: { joinAccounts, triggers } }) =>
      ifSo(
        hasEntries(joinAccounts),
        allOf(not(includes(keysOf(triggers), "preSignUp")), not(includes(keysOf(triggers), "postConfirmation"))),
      ),
    received: ({ userPool: { triggers } }) => keysOf(triggers),
    allowed:
      "no preSignUp and postConfirmation beside joinAccounts: Cognito calls one function each, and these are taken",
    fix: "remove the trigger; or leave joinAccounts out, and call handler of lambda/triggers/join-accounts.ts from your own function",
  },
  {
    path: "userPool.customAttributes.{name}.mutable",
    reads: ["userPool.joinAccounts", "userPool.customAttributes"],
    // Amazon Cognito API, AdminLinkProviderForUser: "All attributes in the DestinationUser profile must be mutable".
    holds: ({ userPool: { customAttributes, joinAccounts } }) =>
      ifSo(hasEntries(joinAccounts), attributesHold(customAttributes)),
    received: ({ userPool: { customAttributes } }) => brokenEntries(customAttributes, "mutable", attributesHold),
    allowed: "true beside joinAccounts: Cognito links no account that has attributes which cannot be changed",
    fix: "leave joinAccounts out: such an attribute stays so for good",
  },
];
