import type { GroupField, MapField } from "./field";
import { TEMPLATE } from "./field";

/** An API with scopes of its own. Limits: Amazon Cognito API, CreateResourceServer. */
export interface ResourceServerProps {
  /**
   * The name that the console shows.
   * @default - the identifier, with what a name may not have as a hyphen
   */
  readonly name?: string;
  /**
   * The scopes: under each name, what it allows, in 1 to 256 characters. A client asks for `{identifier}/{name}`.
   */
  readonly scopes: Readonly<Record<string, string>>;
}

const resourceServer: GroupField<ResourceServerProps> = {
  kind: "group",
  fields: {
    name: {
      kind: "text",
      // Amazon Cognito API, ResourceServerNameType
      pattern: /^[A-Za-z0-9_ +=,.@-]{1,256}$/,
      allowed: "1 to 256 letters, digits, spaces and _+=,.@-",
      fix: "leave out the other characters",
      derived: "the identifier, with what a name may not have as a hyphen",
    },
    scopes: {
      kind: "map",
      max: 100, // Amazon Cognito API, ResourceServerScopeListType
      key: {
        kind: "text",
        // Amazon Cognito API, ResourceServerScopeNameType; in a client with its server, it has 256 characters together.
        pattern: /^[!#-.0-[\]-~]{1,256}$/,
        except: TEMPLATE,
        allowed:
          "a name of 1 to 256 ASCII letters, digits and symbols, without spaces, quotes, slashes and backslashes",
        fix: "rename the scope, as read or orders.write",
      },
      value: {
        kind: "text",
        pattern: /\S/,
        except: TEMPLATE,
        maxLength: 256, // Amazon Cognito API, ResourceServerScopeDescriptionType
        allowed: "at most 256 characters that say what the scope allows",
        fix: "write a sentence, not an empty text",
      },
    },
  },
};

/**
 * What may stand in `resourceServers`.
 * @internal
 */
export const resourceServersSchema: MapField = {
  kind: "map",
  known: true,
  max: 25, // Amazon Cognito, "Quotas": resource servers per user pool
  default: {},
  key: {
    kind: "text",
    // Amazon Cognito API, ResourceServerIdentifierType
    pattern: /^[!#-[\]-~]{1,254}$/,
    except: TEMPLATE,
    allowed:
      "an identifier of 1 to 254 ASCII letters, digits and symbols, without spaces, quotes and backslashes: https://api.example.com",
    fix: "write what stands in front of the scopes; with a slash and a scope it has at most 256 characters",
  },
  value: resourceServer,
};
