import { member } from "../../common/json";
import type { PlannedChange } from "../plan";
import type { ChangeRule } from "./rule";
import { differs, isSet, isUpdate } from "./values";

type Kind = "text" | "texts" | "number" | "switch" | "blocks";

/** Settings that a blocking rule depends on. What cannot be read must not pass for harmless. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  aws_cognito_user_pool: { deletion_protection: "text", schema: "blocks" },
  aws_cognito_user_pool_client: {
    access_token_validity: "number",
    allowed_oauth_flows: "texts",
    allowed_oauth_flows_user_pool_client: "switch",
    allowed_oauth_scopes: "texts",
    callback_urls: "texts",
    refresh_token_validity: "number",
    supported_identity_providers: "texts",
    token_validity_units: "blocks",
  },
  aws_lambda_function: { reserved_concurrent_executions: "number", timeout: "number", environment: "blocks" },
  aws_lambda_permission: { event_source_token: "text", principal: "text" },
};

const IS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  switch: (value) => typeof value === "boolean",
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  blocks: (value) => Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null),
};

const unreadable: ChangeRule = {
  id: "setting-unreadable",
  severity: "block",
  types: Object.keys(SETTINGS),
  examines: Object.fromEntries(Object.entries(SETTINGS).map(([type, names]) => [type, Object.keys(names)])),
  find: (change) => {
    if (!isUpdate(change) && !(isSet(change) && change.type === "aws_lambda_permission")) {
      return undefined;
    }
    const names = Object.entries(SETTINGS[change.type] ?? {})
      .filter(
        ([name, kind]) =>
          differs(change, name) && [change.before, change.after].some((side) => !isReadable(side, name, kind)),
      )
      .map(([name]) => name);
    if (names.length === 0) {
      return undefined;
    }
    return {
      what: "Settings on which links depend cannot be read from the plan.",
      who: "possibly every user",
      effect: `Known after the apply only, sensitive, or of another type than the provider's: ${names.join(", ")}.`,
      recover: "Write the values out in the configuration, or read the plan by hand and acknowledge it.",
    };
  },
};

function isReadable(side: PlannedChange["before"], name: string, kind: Kind): boolean {
  const value = member(side, name);
  return value === undefined || value === null || IS[kind](value);
}

export const unreadableSettingRules: readonly ChangeRule[] = [unreadable];
