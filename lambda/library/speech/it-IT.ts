import type { CommonSpeech } from "./speech";

/** Italian. Addresses the user with "tu", as Alexa does. */
export const itIT: CommonSpeech = {
  linkFirst:
    "Per questo devo sapere chi sei. Collega il tuo account: ti ho inviato una scheda nell'app Alexa. " +
    "Poi chiedimelo di nuovo.",
  linkAgain:
    "Il collegamento con il tuo account non è più valido. Collegalo di nuovo: ti ho inviato una scheda nell'app Alexa. " +
    "Poi chiedimelo di nuovo.",
  unreachable: "In questo momento non riesco a raggiungere il tuo account. Riprova tra qualche minuto.",
  apology: "Mi dispiace, qualcosa è andato storto. Riprova tra un attimo.",
};
