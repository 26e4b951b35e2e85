import { FUNCTION, updated } from "../planned";
import type { Case } from "../rule-plans";
import { variables } from "../rule-plans";

export const FUNCTION_ENVIRONMENT_CASES: readonly Case[] = [
  [
    "lambda-environment",
    "block",
    () =>
      updated(FUNCTION, (it) => {
        it.environment[0].variables.CLIENT_ID = "another";
      }),
    /another/,
    () =>
      updated(FUNCTION, (it) => {
        it.environment[0].variables.SKILL_IDS += ",amzn1.ask.skill.x";
      }),
  ],
  [
    "lambda-environment",
    "block",
    () =>
      updated(FUNCTION, (it) => {
        delete it.environment[0].variables.ISSUER;
      }),
    /not set/,
    () =>
      updated(FUNCTION, (it) => {
        it.environment[0].variables.LEVEL = "debug";
      }),
  ],
  [
    "lambda-environment",
    "block",
    () => variables({ CLIENT_ID: "another" }),
    /CLIENT_ID/,
    () => variables({ LEVEL: "debug" }),
  ],
  [
    "code-by-variable",
    "block",
    () => variables({ NODE_OPTIONS: "--import=x" }),
    /NODE_OPTIONS/,
    () => variables({ NODE_ENV: "production" }),
  ],
  [
    "code-by-variable",
    "block",
    () => variables({ AWS_LAMBDA_EXEC_WRAPPER: "/opt/x" }),
    /WRAPPER/,
    () => variables({ AWS_REGION_NAME: "x" }),
  ],
];
