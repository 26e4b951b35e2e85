import { MAX_VARIABLES_BYTES, RESERVED_VARIABLES } from "../../contract/function-variables";
import type { MapField } from "./field";
import { TEMPLATE } from "./field";

/**
 * Environment variables of a function. Source: AWS Lambda API, EnvironmentVariableName; Lambda, "Defined runtime
 * environment variables" and "Lambda quotas".
 *
 * @param others what sets variables beside Lambda, in words, with the names that it sets
 * @internal
 */
export const variablesSchema = (others: { readonly who: string; readonly names: readonly string[] }): MapField => ({
  kind: "map",
  max: 50,
  default: {},
  key: {
    kind: "text",
    pattern: /^[A-Za-z][A-Za-z0-9_]{1,127}$/,
    except: new RegExp(`^(${[...others.names, ...RESERVED_VARIABLES].join("|")})$`),
    allowed: `a name of 2 to 128 letters, digits and underscores, beginning with a letter, that ${others.who}`,
    fix: "rename the variable",
  },
  value: {
    kind: "text",
    pattern: /^/,
    except: TEMPLATE,
    maxBytes: MAX_VARIABLES_BYTES, // for all of them together: rules add them up
    allowed: "a text of at most 4096 bytes",
    fix: "shorten it; a template of Terraform's cannot stand in a text: pass the attribute itself",
  },
});
