import { Fn, Token } from "cdktf";
import { PASSWORD_FORM } from "../../contract/password-form";
import type { Condition } from "../module/condition";
import {
  allOf,
  anyOf,
  either,
  equals,
  ifSo,
  includes,
  isEmpty,
  isGiven,
  isUnset,
  joinLists,
  not,
  without,
} from "../module/condition";
import { brokenEntries, everyEntry, keysOf } from "../module/entries";
import type { AppClientProps, CodeClientProps } from "./app-clients";
import { contactAttributes } from "./contact-attributes";
import type { Environment } from "./environment";
import type { EnvironmentRule } from "./environment-rule";
import { DEFAULT_ATTRIBUTES } from "./identity-provider-attributes";
import { SOCIAL_TYPES } from "./identity-provider-name";
import type { IdentityProviderProps, OAuthProviderProps, SamlProviderProps } from "./identity-providers";

type Providers = Environment["identityProviders"];
type AnyProvider = Required<OAuthProviderProps & Omit<SamlProviderProps, "type">> & { readonly type: string };

const everyProvider = (providers: Providers, holds: (provider: AnyProvider, name: string) => Condition): Condition =>
  everyEntry<IdentityProviderProps>(providers, (provider, name) => holds(provider as unknown as AnyProvider, name));

const namesHold = (providers: Providers): Condition =>
  everyProvider(providers, ({ type }, name) =>
    allOf(...SOCIAL_TYPES.map((social) => ifSo(equals<string>(type, social), equals(name, social)))),
  );

const secretsHold = (providers: Providers): Condition =>
  everyProvider(providers, ({ parameterName, secretId }) => anyOf(isUnset(parameterName), isUnset(secretId)));

const keysHold = (providers: Providers): Condition =>
  everyProvider(providers, ({ secretId, secretKey }) => anyOf(isUnset(secretKey), isGiven(secretId)));

const metadataHold = (providers: Providers): Condition =>
  everyProvider(providers, ({ metadataFile, metadataUrl, type }) =>
    ifSo(equals(type, "SAML"), either(isGiven(metadataUrl), isUnset(metadataFile), isGiven(metadataFile))),
  );

/** What a user of the pool cannot be without. */
const required = ({ userPool: { requiredAttributes, signIn } }: Pick<Environment, "userPool">): readonly string[] =>
  joinLists(contactAttributes(signIn), requiredAttributes);

const DEFAULT_KEYS = Object.fromEntries(
  Object.entries(DEFAULT_ATTRIBUTES).map(([type, attributes]) => [type, Object.keys(attributes)]),
);

const ofType = (type: string): readonly string[] =>
  Token.isUnresolved(type) ? Token.asList(Fn.lookup(DEFAULT_KEYS, type, [])) : (DEFAULT_KEYS[type] ?? []);

const missing = (environment: Pick<Environment, "userPool">, { attributes, type }: AnyProvider): readonly string[] =>
  without(required(environment), joinLists(ofType(type), keysOf(attributes ?? {})));

const mappingsHold = (environment: Pick<Environment, "userPool">, providers: Providers): Condition =>
  anyOf(
    isGiven(environment.userPool.existing),
    everyProvider(providers, (provider) =>
      anyOf(equals(provider.type, "existing"), isEmpty(missing(environment, provider))),
    ),
  );

/** The names that a client may offer. */
const known = (providers: Providers): readonly string[] => joinLists([PASSWORD_FORM], keysOf(providers));

const offersHold = (providers: Providers, clients: Environment["clients"]): Condition =>
  everyEntry<AppClientProps>(clients, (client) => {
    const { identityProviders } = client as CodeClientProps;
    return ifSo(isGiven(identityProviders), isEmpty(without(identityProviders ?? [], known(providers))));
  });

/** What Cognito writes by itself, whatever a client may write. */
const NOBODY_WRITES = ["username", "email_verified", "phone_number_verified"];

type Offer = Pick<CodeClientProps, "identityProviders" | "writeAttributes">;

/** Amazon Cognito API, CreateUserPoolClient, WriteAttributes: it must have every attribute that is mapped. */
const writesHold = ({ identityProviders, writeAttributes }: Offer, providers: Providers): Condition =>
  ifSo(
    isGiven(writeAttributes),
    everyProvider(providers, ({ attributes, type }, name) =>
      anyOf(
        equals(type, "existing"),
        // Terraform looks at the list only where it is given.
        either(isGiven(identityProviders), not(includes(identityProviders ?? [], name)), false),
        isEmpty(
          without(joinLists(ofType(type), keysOf(attributes ?? {})), joinLists(writeAttributes ?? [], NOBODY_WRITES)),
        ),
      ),
    ),
  );

const allWritesHold = (providers: Providers, clients: Environment["clients"]): Condition =>
  everyEntry<AppClientProps>(clients, (client) => writesHold(client as CodeClientProps, providers));

/** What goes together in identity providers, and in the clients that offer them. */
export const identityProviderRules: readonly EnvironmentRule[] = [
  {
    path: "identityProviders.{name}.type",
    reads: ["identityProviders"],
    // Amazon Cognito API, CreateUserPoolClient: the social providers are named by their type.
    holds: ({ identityProviders }) => namesHold(identityProviders),
    received: ({ identityProviders }) => brokenEntries(identityProviders, "type", namesHold),
    allowed: "Google, LoginWithAmazon, Facebook and SignInWithApple under their own names",
    fix: 'write the type as the name too, as Google: { type: "Google" }',
  },
  {
    path: "identityProviders.{name}.parameterName",
    reads: ["identityProviders"],
    holds: ({ identityProviders }) => secretsHold(identityProviders),
    received: ({ identityProviders }) => brokenEntries(identityProviders, "parameterName", secretsHold),
    allowed: "secretId or parameterName, not both",
    fix: "remove the one in which the secret is not",
  },
  {
    path: "identityProviders.{name}.secretKey",
    reads: ["identityProviders"],
    holds: ({ identityProviders }) => keysHold(identityProviders),
    received: ({ identityProviders }) => brokenEntries(identityProviders, "secretKey", keysHold),
    allowed: "secretKey beside secretId alone",
    fix: "remove it, or write the secret of which it is a member",
  },
  {
    path: "identityProviders.{name}.metadataUrl",
    reads: ["identityProviders"],
    // Amazon Cognito API, CreateIdentityProvider, ProviderDetails.
    holds: ({ identityProviders }) => metadataHold(identityProviders),
    received: ({ identityProviders }) => brokenEntries(identityProviders, "metadataUrl", metadataHold),
    allowed: "either metadataUrl or metadataFile",
    fix: "write one of them",
  },
  {
    path: "identityProviders.{name}.attributes",
    reads: ["identityProviders", "userPool.existing", "userPool.requiredAttributes", "userPool.signIn"],
    // Amazon Cognito, "Specifying identity provider attribute mappings": a required attribute that is not mapped makes
    // the first sign-in fail.
    holds: (environment) => mappingsHold(environment, environment.identityProviders),
    received: (environment) =>
      brokenEntries(environment.identityProviders, "attributes", (providers) => mappingsHold(environment, providers)),
    allowed: "a mapping of each attribute that the pool requires; without one, no first sign-in would succeed",
    fix: "add what the provider calls each of userPool.requiredAttributes, and of email or phone_number in signIn",
    preconditionOf: "link",
  },
  {
    path: "client.identityProviders",
    reads: ["client.identityProviders", "identityProviders"],
    // Amazon Cognito API, CreateUserPoolClient: a provider that the pool does not have is refused.
    holds: ({ client, identityProviders }) =>
      ifSo(
        isGiven(client.identityProviders),
        isEmpty(without(client.identityProviders ?? [], known(identityProviders))),
      ),
    received: ({ client, identityProviders }) => without(client.identityProviders ?? [], known(identityProviders)),
    allowed: "COGNITO and names of identityProviders",
    fix: 'add the provider to identityProviders; one that is made elsewhere as { type: "existing" }',
    preconditionOf: "link",
  },
  {
    path: "clients.{name}.identityProviders",
    reads: ["clients", "identityProviders"],
    holds: ({ clients, identityProviders }) => offersHold(identityProviders, clients),
    received: ({ clients, identityProviders }) =>
      brokenEntries(clients, "identityProviders", (some) => offersHold(identityProviders, some)),
    allowed: "COGNITO and names of identityProviders",
    fix: 'add the provider to identityProviders; one that is made elsewhere as { type: "existing" }',
    preconditionOf: "link",
  },
  {
    path: "client.writeAttributes",
    reads: ["client.identityProviders", "client.writeAttributes", "identityProviders"],
    holds: ({ client, identityProviders }) => writesHold(client, identityProviders),
    received: ({ client }) => client.writeAttributes,
    allowed:
      "every attribute that a provider the client offers is mapped to: Cognito writes them at each sign-in, and fails",
    fix: "add what identityProviders maps, given_name and email among it, or remove the list: then every standard attribute may be written",
    preconditionOf: "link",
  },
  {
    path: "clients.{name}.writeAttributes",
    reads: ["clients", "identityProviders"],
    holds: ({ clients, identityProviders }) => allWritesHold(identityProviders, clients),
    received: ({ clients, identityProviders }) =>
      brokenEntries(clients, "writeAttributes", (some) => allWritesHold(identityProviders, some)),
    allowed:
      "every attribute that a provider the client offers is mapped to: Cognito writes them at each sign-in, and fails",
    fix: "add what identityProviders maps, given_name and email among it, or remove the list: then every standard attribute may be written",
    preconditionOf: "link",
  },
];
