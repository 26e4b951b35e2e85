import type { CommonSpeech } from "./speech";

/** Spanish, in words that are the same in Spain, Mexico and the United States. Addresses the user with "tú". */
export const esES: CommonSpeech = {
  linkFirst:
    "Para eso necesito saber quién eres. Por favor, vincula tu cuenta: te he enviado una tarjeta a la aplicación Alexa. " +
    "Después, pregúntame otra vez.",
  linkAgain:
    "El vínculo con tu cuenta ya no es válido. Por favor, vincúlala otra vez: te he enviado una tarjeta a la aplicación " +
    "Alexa. Después, pregúntame otra vez.",
  unreachable: "Ahora mismo no puedo acceder a tu cuenta. Por favor, inténtalo otra vez dentro de unos minutos.",
  apology: "Lo siento, algo ha salido mal. Por favor, inténtalo otra vez en un momento.",
};
