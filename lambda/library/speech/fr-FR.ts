import type { CommonSpeech } from "./speech";

/** French, in words that are the same in France and Canada. Addresses the user with "vous". */
export const frFR: CommonSpeech = {
  linkFirst:
    "Pour cela, j'ai besoin de savoir qui vous êtes. Associez votre compte, s'il vous plaît : je vous ai envoyé une " +
    "carte dans l'application Alexa. Ensuite, reposez-moi la question.",
  linkAgain:
    "L'association avec votre compte n'est plus valide. Associez-le à nouveau, s'il vous plaît : je vous ai envoyé une " +
    "carte dans l'application Alexa. Ensuite, reposez-moi la question.",
  unreachable: "Je n'arrive pas à joindre votre compte pour le moment. Veuillez réessayer dans quelques minutes.",
  apology: "Désolée, une erreur s'est produite. Veuillez réessayer dans un instant.",
};
