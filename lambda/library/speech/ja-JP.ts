import type { CommonSpeech } from "./speech";

/** Japanese, in the polite form, as Alexa speaks. */
export const jaJP: CommonSpeech = {
  linkFirst:
    "そのためには、どなたかを知る必要があります。Alexaアプリにカードを送りましたので、アカウントをリンクしてください。" +
    "その後、もう一度聞いてください。",
  linkAgain:
    "アカウントのリンクが無効になりました。Alexaアプリにカードを送りましたので、もう一度アカウントをリンクしてください。" +
    "その後、もう一度聞いてください。",
  unreachable: "ただいまアカウントに接続できません。数分後にもう一度お試しください。",
  apology: "すみません、問題が発生しました。少ししてからもう一度お試しください。",
};
