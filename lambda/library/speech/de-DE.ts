import type { CommonSpeech } from "./speech";

/** German. Addresses the user with "du", as Alexa does. */
export const deDE: CommonSpeech = {
  linkFirst:
    "Dafür muss ich wissen, wer du bist. Bitte verknüpfe dein Konto: " +
    "Ich habe dir eine Karte in die Alexa App geschickt. Frag mich danach einfach noch einmal.",
  linkAgain:
    "Die Verknüpfung mit deinem Konto ist nicht mehr gültig. Bitte verknüpfe es noch einmal: " +
    "Ich habe dir eine Karte in die Alexa App geschickt. Frag mich danach einfach noch einmal.",
  unreachable: "Ich kann dein Konto gerade nicht erreichen. Bitte versuch es in ein paar Minuten noch einmal.",
  apology: "Entschuldige, da ist etwas schiefgegangen. Bitte versuch es gleich noch einmal.",
};
