import type { SkillKind } from "./smart-home";

/** Who Alexa is to AWS, where a skill's function lets it in. Source: Alexa Skills Kit, "Host a Custom Skill as an AWS Lambda Function". */
export const ALEXA_PRINCIPAL = "alexa-appkit.amazon.com";

/** Who Alexa is where it sends a smart-home skill's directives. Source: Alexa Skills Kit, "Implement smart home skill code". */
export const SMART_HOME_PRINCIPAL = "alexa-connectedhome.amazon.com";

/** Who has to be let in, for a skill of each kind. */
export const ALEXA_PRINCIPALS: Readonly<Record<SkillKind, readonly string[]>> = {
  custom: [ALEXA_PRINCIPAL],
  "smart-home": [SMART_HOME_PRINCIPAL],
  both: [ALEXA_PRINCIPAL, SMART_HOME_PRINCIPAL],
};

/** Who Amazon Cognito is to AWS. Source: Amazon Cognito, "Working with user pool Lambda triggers". */
export const COGNITO_PRINCIPAL = "cognito-idp.amazonaws.com";

/** The services of AWS and Amazon that call functions for this project, as themselves. */
export const CALLING_PRINCIPALS: ReadonlySet<string> = new Set([
  ALEXA_PRINCIPAL,
  SMART_HOME_PRINCIPAL,
  COGNITO_PRINCIPAL,
]);
