import { ALEXA_REDIRECT_BASE } from "../../contract/alexa-redirect-uri";
import type { Condition } from "../module/condition";
import {
  allOf,
  anyOf,
  either,
  equals,
  ifSo,
  includes,
  isAtMost,
  isEmpty,
  isGiven,
  isUnset,
  joinLists,
  joinTexts,
  not,
  without,
} from "../module/condition";
import { brokenEntries, everyEntry, keysWith, textsOfEntries } from "../module/entries";
import type { AppClientProps, CodeClientProps } from "./app-clients";
import type { Environment } from "./environment";
import type { EnvironmentRule } from "./environment-rule";
import { STANDARD_SCOPES } from "./scope";

type Clients = Environment["clients"];
type Servers = Pick<Environment, "resourceServers" | "userPool">;

const isOfUsers = ({ type }: AppClientProps): Condition => equals(type, "code");

/** Whether something holds for every client that users sign in by. */
const everyCodeClient = (clients: Clients, holds: (client: Required<CodeClientProps>) => Condition): Condition =>
  everyEntry<AppClientProps>(
    clients,
    (client) => isOfUsers(client) === false || ifSo(isOfUsers(client), holds(client as Required<CodeClientProps>)),
  );

/** The scopes of the environment's resource servers. */
const customScopes = ({ resourceServers }: Servers): readonly string[] =>
  textsOfEntries(resourceServers, ({ scopes }, identifier) => keysWith(joinTexts(identifier, "/"), scopes));

const strangeScopes = (servers: Servers, scopes: readonly string[]): readonly string[] =>
  without(scopes, joinLists(STANDARD_SCOPES, customScopes(servers)));

/** Whether the pool has the scopes. An existing pool may have resource servers of its own. */
const hasScopes = (servers: Servers, scopes: readonly string[]): Condition =>
  anyOf(isGiven(servers.userPool.existing), isEmpty(strangeScopes(servers, scopes)));

const hasNone = (scopes: readonly string[], of: readonly string[]): Condition =>
  allOf(...of.map((scope) => not(includes(scopes, scope))));

/** OpenID Connect Core 1.0, section 5.4; Amazon Cognito, "Scopes, M2M, and resource servers": a machine has custom scopes only. */
const goTogether = (client: AppClientProps): Condition =>
  either(
    isOfUsers(client),
    anyOf(includes(client.scopes, "openid"), hasNone(client.scopes, ["profile", "email", "phone"])),
    hasNone(client.scopes, STANDARD_SCOPES),
  );

const scopesHold = (servers: Servers, clients: Clients): Condition =>
  everyEntry<AppClientProps>(clients, (client) => allOf(goTogether(client), hasScopes(servers, client.scopes)));

/** Amazon Cognito API, CreateUserPoolClient, DefaultRedirectURI. */
const defaultsHold = (clients: Clients): Condition =>
  everyCodeClient(clients, ({ callbackUris, defaultRedirectUri }) =>
    ifSo(isGiven(defaultRedirectUri), includes(callbackUris, defaultRedirectUri)),
  );

/** AWS CDK, `UserPoolClientOptions.accessTokenValidity`: no longer than the refresh token. */
const lifetimesHold = (clients: Clients): Condition =>
  everyCodeClient(clients, ({ accessTokenMinutes, idTokenMinutes, refreshTokenMinutes }) =>
    allOf(isAtMost(accessTokenMinutes, refreshTokenMinutes), isAtMost(idTokenMinutes, refreshTokenMinutes)),
  );

/** What goes together in app clients and the scopes that they ask for. */
export const clientRules: readonly EnvironmentRule[] = [
  {
    path: "clients.{name}.defaultRedirectUri",
    reads: ["clients"],
    holds: ({ clients }) => defaultsHold(clients),
    received: ({ clients }) => brokenEntries(clients, "defaultRedirectUri", defaultsHold),
    allowed: "one of the client's callbackUris",
    fix: "add it to callbackUris, or remove it",
  },
  {
    path: "clients.{name}.refreshTokenMinutes",
    reads: ["clients"],
    holds: ({ clients }) => lifetimesHold(clients),
    received: ({ clients }) => brokenEntries(clients, "refreshTokenMinutes", lifetimesHold),
    allowed: "no fewer minutes than access and ID tokens live",
    fix: "let refresh tokens live longer, or the others shorter",
  },
  {
    path: "clients.{name}.scopes",
    reads: ["clients", "resourceServers", "userPool.existing"],
    holds: (environment) => scopesHold(environment, environment.clients),
    received: (environment) =>
      brokenEntries(environment.clients, "scopes", (clients) => scopesHold(environment, clients)),
    allowed:
      "scopes that the pool has, with openid beside profile, email and phone; of a client without users, scopes of resource servers alone",
    fix: "add the scope to a server in resourceServers, or remove it from the client",
    preconditionOf: "link",
  },
  {
    path: "resourceServers",
    reads: ["resourceServers", "alexa.scopes", "userPool.existing"],
    // Otherwise AWS refuses Alexa's client: ScopeDoesNotExistException.
    holds: (environment) => hasScopes(environment, environment.alexa.scopes),
    received: (environment) => strangeScopes(environment, environment.alexa.scopes),
    allowed: "a server here for every scope in alexa.scopes that is not the user pool's own",
    fix: "add the server with its scopes, or remove them from alexa.scopes",
    preconditionOf: "link",
  },
  {
    path: "client.defaultRedirectUri",
    reads: ["client.defaultRedirectUri", "alexa.vendorId", "alexa.additionalRedirectUris"],
    holds: ({ alexa, client: { defaultRedirectUri } }) => {
      const own = Object.values(ALEXA_REDIRECT_BASE).map((base) => joinTexts(base, alexa.vendorId));
      return ifSo(
        isGiven(defaultRedirectUri),
        includes(joinLists(own, alexa.additionalRedirectUris), defaultRedirectUri ?? ""),
      );
    },
    received: ({ client }) => client.defaultRedirectUri,
    allowed: "one of Alexa's redirect URIs, or of alexa.additionalRedirectUris",
    fix: "add it to alexa.additionalRedirectUris, or remove it",
    preconditionOf: "link",
  },
  {
    path: "client",
    reads: ["client"],
    // Name and pages have rules of their own.
    holds: ({ client: { existing, imported = false, name: _, signInPage: __, ...settings } }) =>
      anyOf(isUnset(existing), allOf(not(imported), ...Object.values(settings).map((value) => isUnset(value)))),
    received: ({ client }) => client,
    allowed: "existing alone: nothing of an existing client is changed",
    fix: "remove the other properties of client; they are set where the client is made",
  },
];
