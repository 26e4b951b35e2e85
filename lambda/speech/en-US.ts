import { enUS as common } from "../library";
import type { Speech } from "./speech";

const STACK =
  "I'm written in TypeScript. CDK for Terraform sets me up, Amazon Cognito signs you in, " +
  "and AWS Lambda runs me with the Alexa Skills Kit.";

export const enUS: Speech = {
  ...common,
  welcomeByName: (name) => `Welcome back, ${name}. You can ask for my technology stack. What would you like?`,
  welcome: "Welcome. You can ask for my technology stack. What would you like?",
  welcomeAgain: (name) =>
    `Welcome back${name ? `, ${name}` : ""}. Last time you asked for my technology stack. What would you like now?`,
  welcomeUnlinked: "Welcome. I don't know you yet. To link your account, say: link my account. What would you like?",
  welcomeLinkLost:
    "Welcome back. The link to your account is no longer valid. " +
    "To renew it, say: link my account. What would you like?",

  technologyStack: (name) => (name ? `Sure, ${name}. ${STACK}` : STACK),
  technologyStackUnreached: `${STACK} By the way, I couldn't reach your account just now.`,

  linkNow: "Sure. I've sent a card to your Alexa app. Open it to link your account.",
  alreadyLinked: "Your account is already linked. You're all set.",

  forgotten: "Done. I've forgotten what you asked me. Your account and its link stay as they are.",
  notForgotten:
    "I couldn't reach what I remember of you, so it may still be there. Please ask me again in a few minutes.",
  nothingRemembered: "I remember nothing from one conversation to the next, so there is nothing to forget.",
  forgetWhom:
    "What I remember belongs to a linked account, and yours isn't linked. I've sent a card to your Alexa app: " +
    "link your account, then ask me again.",

  help:
    "You can ask: what is your technology stack? Or say: link my account, so that I know your name. " +
    "To leave, say stop. What would you like?",
  fallback: "Sorry, I can't help with that. You can ask: what is your technology stack?",
  reprompt: "You can ask for my technology stack, or say help. What would you like?",
  goodbye: "Goodbye.",
};
