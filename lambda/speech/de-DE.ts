import { deDE as common } from "../library";
import type { Speech } from "./speech";

const STACK =
  "Ich bin in TypeScript geschrieben. CDK for Terraform richtet mich ein, Amazon Cognito meldet dich an, " +
  "und AWS Lambda führt mich mit dem Alexa Skills Kit aus.";

/** Addresses the user with "du", as Alexa does. */
export const deDE: Speech = {
  ...common,
  welcomeByName: (name) =>
    `Willkommen zurück, ${name}. Du kannst mich nach meinen Technologien fragen. Was möchtest du?`,
  welcome: "Willkommen. Du kannst mich nach meinen Technologien fragen. Was möchtest du?",
  welcomeAgain: (name) =>
    `Willkommen zurück${name ? `, ${name}` : ""}. Letztes Mal hast du nach meinen Technologien gefragt. Was möchtest du jetzt?`,
  welcomeUnlinked:
    "Willkommen. Wir kennen uns noch nicht. Um dein Konto zu verknüpfen, sag: verknüpfe mein Konto. Was möchtest du?",
  welcomeLinkLost:
    "Willkommen zurück. Die Verknüpfung mit deinem Konto ist nicht mehr gültig. " +
    "Um sie zu erneuern, sag: verknüpfe mein Konto. Was möchtest du?",

  technologyStack: (name) => (name ? `Gern, ${name}. ${STACK}` : STACK),
  technologyStackUnreached: `${STACK} Übrigens: Dein Konto konnte ich gerade nicht erreichen.`,

  linkNow: "Gern. Ich habe dir eine Karte in die Alexa App geschickt. Öffne sie, um dein Konto zu verknüpfen.",
  alreadyLinked: "Dein Konto ist schon verknüpft. Du musst nichts weiter tun.",

  forgotten: "Erledigt. Ich habe vergessen, was du gefragt hast. Dein Konto und die Verknüpfung bleiben, wie sie sind.",
  notForgotten:
    "Was ich über dich weiß, konnte ich gerade nicht erreichen. Vielleicht ist es noch da. " +
    "Bitte frag mich in ein paar Minuten noch einmal.",
  nothingRemembered: "Ich merke mir nichts von einem Gespräch zum nächsten. Es gibt also nichts zu vergessen.",
  forgetWhom:
    "Was ich mir merke, gehört zu einem verknüpften Konto, und deines ist nicht verknüpft. Ich habe dir eine Karte in " +
    "die Alexa App geschickt: Verknüpfe dein Konto, und frag mich dann noch einmal.",

  help:
    "Du kannst fragen: Welche Technologien nutzt du? Oder sag: verknüpfe mein Konto, damit ich deinen Namen kenne. " +
    "Zum Beenden sag einfach Stopp. Was möchtest du?",
  fallback: "Das kann ich leider nicht. Du kannst fragen: Welche Technologien nutzt du?",
  reprompt: "Du kannst mich nach meinen Technologien fragen oder Hilfe sagen. Was möchtest du?",
  goodbye: "Bis bald.",
};
