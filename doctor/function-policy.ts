import { ALEXA_PRINCIPAL, COGNITO_PRINCIPAL, SMART_HOME_PRINCIPAL } from "../contract/service-principals";
import type { FunctionPolicy, PolicyStatement } from "./aws";

/** What AddPermission makes of EventSourceToken. Names of condition keys do not care about case. */
const TOKEN = "lambda:eventsourcetoken";

/**
 * Whether a policy lets Alexa invoke the function for a skill.
 *
 * @param principal as whom Alexa calls for a skill of that kind
 */
export const admits = (policy: FunctionPolicy, skillId: string, principal: string): boolean =>
  statementsFor(policy, principal).some((statement) => {
    const tokens = tokensOf(statement);
    return tokens === undefined || tokens.some((token) => matches(token, skillId));
  });

/** Whether a policy lets Alexa invoke the function for any skill, of anybody. */
export const isOpen = (policy: FunctionPolicy): boolean =>
  alexaStatements(policy).some((statement) => tokensOf(statement)?.includes("*") ?? true);

/** Whether a policy lets Cognito invoke the function for a pool. Of conditions, those that Cognito's requests meet are known. */
export const admitsPool = (policy: FunctionPolicy, poolArn: string): boolean =>
  statementsFor(policy, COGNITO_PRINCIPAL).some(({ Condition = {} }) =>
    Object.values(Condition)
      .flatMap((keys) => Object.entries(keys))
      .every(([key, values]) => {
        switch (key.toLowerCase()) {
          case "aws:sourcearn":
            return listOf(values).some((it) => matches(it, poolArn));
          case "aws:sourceaccount":
            return listOf(values).includes(poolArn.split(":")[4] ?? "");
          default:
            return true; // what nobody here knows, is not held against it
        }
      }),
  );

const alexaStatements = (policy: FunctionPolicy): readonly PolicyStatement[] =>
  [ALEXA_PRINCIPAL, SMART_HOME_PRINCIPAL].flatMap((principal) => statementsFor(policy, principal));

/** What lets a service of AWS's invoke the function. */
const statementsFor = ({ Statement }: FunctionPolicy, service: string): readonly PolicyStatement[] =>
  Statement.filter(
    ({ Effect, Principal, Action }) =>
      Effect === "Allow" &&
      listOf(Action).some((action) => matches(action, "lambda:InvokeFunction")) &&
      (typeof Principal === "string" ? [Principal] : listOf(Principal?.Service)).some(
        (it) => it === service || it === "*",
      ),
  );

/** The skills that a statement names; undefined when it names none and so admits all. */
function tokensOf({ Condition = {} }: PolicyStatement): readonly string[] | undefined {
  const conditions = Object.values(Condition).flatMap((keys) => Object.entries(keys));
  const tokens = conditions.filter(([key]) => key.toLowerCase() === TOKEN).flatMap(([, value]) => listOf(value));
  return tokens.length === 0 ? undefined : tokens;
}

/** With `*` for any text, as in policies. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.\\+?^${}()|[\]]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(text);
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;
