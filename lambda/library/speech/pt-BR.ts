import type { CommonSpeech } from "./speech";

/** Brazilian Portuguese. Addresses the user with "você", as Alexa does. */
export const ptBR: CommonSpeech = {
  linkFirst:
    "Para isso, preciso saber quem você é. Por favor, vincule sua conta: enviei um cartão para o aplicativo Alexa. " +
    "Depois, é só me perguntar de novo.",
  linkAgain:
    "O vínculo com a sua conta não é mais válido. Por favor, vincule sua conta de novo: enviei um cartão para o " +
    "aplicativo Alexa. Depois, é só me perguntar de novo.",
  unreachable: "Não estou conseguindo acessar a sua conta agora. Por favor, tente de novo em alguns minutos.",
  apology: "Desculpe, algo deu errado. Por favor, tente de novo daqui a pouco.",
};
