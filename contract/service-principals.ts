/** Who Alexa is to AWS, where a skill's function lets it in. Source: Alexa Skills Kit, "Host a Custom Skill as an AWS Lambda Function". */
export const ALEXA_PRINCIPAL = "alexa-appkit.amazon.com";

/** Who Amazon Cognito is to AWS. Source: Amazon Cognito, "Working with user pool Lambda triggers". */
export const COGNITO_PRINCIPAL = "cognito-idp.amazonaws.com";

/** The services of AWS and Amazon that call functions for this project, as themselves. */
export const CALLING_PRINCIPALS: ReadonlySet<string> = new Set([ALEXA_PRINCIPAL, COGNITO_PRINCIPAL]);
