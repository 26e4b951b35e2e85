import type { Condition } from "../module/condition";
import { anyOf, isEmpty, isGiven, isSame, isUnset } from "../module/condition";
import { checkField } from "./check-field";
import type { Environment } from "./environment";
import type { EnvironmentRule } from "./environment-rule";
import type { TokenProps } from "./tokens";
import { tokensSchema } from "./tokens";
import type { UserPoolSettings } from "./user-pool";
import { userPoolSchema } from "./user-pool";

/** What says how a pool is made, beside the protection from being destroyed, which is Terraform's for all of the link. */
function made({ existing, deletionProtection, ...settings }: UserPoolSettings): object {
  return settings;
}

/** The properties that are not what they are by default. */
const changed = (settings: object, defaults: object): object =>
  Object.fromEntries(
    Object.entries(settings).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify((defaults as Readonly<Record<string, unknown>>)[name]),
    ),
  );

const MADE_BY_DEFAULT = made(checkField(userPoolSchema, {}, "", []) as UserPoolSettings);
const DEFAULT_TOKENS = checkField(tokensSchema, {}, "", []) as Required<TokenProps>;

const isExisting = (environment: Pick<Environment, "userPool">): Condition => isGiven(environment.userPool.existing);

/** What goes together where the pool, its domain or Alexa's client are made elsewhere. */
export const existingRules: readonly EnvironmentRule[] = [
  {
    path: "userPool.existing",
    reads: ["userPool"],
    holds: ({ userPool }) => anyOf(isUnset(userPool.existing), isSame(made(userPool), MADE_BY_DEFAULT)),
    received: ({ userPool }) => changed(made(userPool), MADE_BY_DEFAULT),
    allowed: "existing alone, or beside deletionProtection: nothing of an existing pool is changed",
    fix: "remove the other properties of userPool; they are set where the pool is made",
  },
  {
    path: "domain.existing",
    reads: ["domain.existing", "userPool.existing"],
    holds: (environment) => anyOf(isUnset(environment.domain.existing), isExisting(environment)),
    received: ({ domain }) => domain.existing,
    allowed: "a domain that exists, where userPool.existing names the pool that has it",
    fix: "write userPool.existing, or a prefix for the new pool's domain",
    preconditionOf: "link",
  },
  {
    path: "client.existing",
    reads: ["client.existing", "userPool.existing"],
    holds: (environment) => anyOf(isUnset(environment.client.existing), isExisting(environment)),
    received: ({ client }) => client.existing,
    allowed: "a client that exists, where userPool.existing names the pool that has it",
    fix: "write userPool.existing, or let the client be made",
    preconditionOf: "link",
  },
  {
    path: "client.name",
    reads: ["client.existing", "client.name"],
    holds: ({ client }) => anyOf(isUnset(client.existing), isUnset(client.name)),
    received: ({ client }) => client.name,
    allowed: "no name beside client.existing: nothing of an existing client is changed",
    fix: "remove name; the client has one",
    preconditionOf: "link",
  },
  {
    path: "client.signInChoice",
    reads: ["client.existing", "client.signInChoice"],
    holds: ({ client }) => anyOf(isUnset(client.existing), isUnset(client.signInChoice)),
    received: ({ client }) => client.signInChoice,
    allowed: "no signInChoice beside client.existing: nothing of an existing client is changed",
    fix: "remove signInChoice; the flows are set where the client is made",
    preconditionOf: "link",
  },
  {
    path: "tokens",
    reads: ["client.existing", "tokens"],
    holds: ({ client, tokens }) => anyOf(isUnset(client.existing), isSame(tokens, DEFAULT_TOKENS)),
    received: ({ tokens }) => tokens,
    allowed: "no tokens beside client.existing: nothing of an existing client is changed",
    fix: "remove tokens; the lifetimes are set where the client is made",
    preconditionOf: "link",
  },
  {
    path: "alexa.signOutUris",
    reads: ["client.existing", "alexa.signOutUris"],
    holds: ({ alexa, client }) => anyOf(isUnset(client.existing), isEmpty(alexa.signOutUris)),
    received: ({ alexa }) => alexa.signOutUris,
    allowed: "no signOutUris beside client.existing: nothing of an existing client is changed",
    fix: "remove signOutUris; they are set where the client is made",
    preconditionOf: "link",
  },
];
