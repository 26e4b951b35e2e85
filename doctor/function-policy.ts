import type { FunctionPolicy, PolicyStatement } from "./aws";

/** Who Alexa is to Lambda. */
const ALEXA = "alexa-appkit.amazon.com";

/** What AddPermission makes of EventSourceToken. Names of condition keys do not care about case. */
const TOKEN = "lambda:eventsourcetoken";

/** Whether a policy lets Alexa invoke the function for a skill. */
export const admits = (policy: FunctionPolicy, skillId: string): boolean =>
  alexaStatements(policy).some((statement) => {
    const tokens = tokensOf(statement);
    return tokens === undefined || tokens.some((token) => matches(token, skillId));
  });

/** Whether a policy lets Alexa invoke the function for any skill, of anybody. */
export const isOpen = (policy: FunctionPolicy): boolean =>
  alexaStatements(policy).some((statement) => tokensOf(statement)?.includes("*") ?? true);

const alexaStatements = ({ Statement }: FunctionPolicy): readonly PolicyStatement[] =>
  Statement.filter(
    ({ Effect, Principal, Action }) =>
      Effect === "Allow" &&
      listOf(Action).some((action) => matches(action, "lambda:InvokeFunction")) &&
      (typeof Principal === "string" ? [Principal] : listOf(Principal?.Service)).some(
        (it) => it === ALEXA || it === "*",
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
