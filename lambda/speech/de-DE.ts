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
  welcomeUnlinked:
    "Willkommen. Wir kennen uns noch nicht. Um dein Konto zu verknüpfen, sag: verknüpfe mein Konto. Was möchtest du?",
  welcomeLinkLost:
    "Willkommen zurück. Die Verknüpfung mit deinem Konto ist nicht mehr gültig. " +
    "Um sie zu erneuern, sag: verknüpfe mein Konto. Was möchtest du?",

  technologyStack: (name) => (name ? `Gern, ${name}. ${STACK}` : STACK),
  technologyStackUnreached: `${STACK} Übrigens: Dein Konto konnte ich gerade nicht erreichen.`,

  linkNow: "Gern. Ich habe dir eine Karte in die Alexa App geschickt. Öffne sie, um dein Konto zu verknüpfen.",
  alreadyLinked: "Dein Konto ist schon verknüpft. Du musst nichts weiter tun.",

  help:
    "Du kannst fragen: Welche Technologien nutzt du? Oder sag: verknüpfe mein Konto, damit ich deinen Namen kenne. " +
    "Zum Beenden sag einfach Stopp. Was möchtest du?",
  fallback: "Das kann ich leider nicht. Du kannst fragen: Welche Technologien nutzt du?",
  reprompt: "Du kannst mich nach meinen Technologien fragen oder Hilfe sagen. Was möchtest du?",
  goodbye: "Bis bald.",
};
