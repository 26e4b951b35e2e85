import type { CommonSpeech } from "./speech";

/** Dutch. Addresses the user with "je". */
export const nlNL: CommonSpeech = {
  linkFirst:
    "Daarvoor moet ik weten wie je bent. Koppel je account: ik heb een kaart naar je Alexa-app gestuurd. " +
    "Vraag het me daarna nog een keer.",
  linkAgain:
    "De koppeling met je account is niet meer geldig. Koppel het opnieuw: ik heb een kaart naar je Alexa-app gestuurd. " +
    "Vraag het me daarna nog een keer.",
  unreachable: "Ik kan je account nu even niet bereiken. Probeer het over een paar minuten nog eens.",
  apology: "Sorry, er is iets misgegaan. Probeer het zo nog eens.",
};
