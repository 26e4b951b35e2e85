import type { CommonSpeech } from "./speech";

/** Hindi. Addresses the user with "आप"; Alexa speaks of herself in the feminine. */
export const hiIN: CommonSpeech = {
  linkFirst:
    "इसके लिए मुझे जानना होगा कि आप कौन हैं। कृपया अपना अकाउंट लिंक करें: मैंने आपके Alexa ऐप में एक कार्ड भेजा है। " +
    "उसके बाद मुझसे फिर से पूछें।",
  linkAgain:
    "आपके अकाउंट का लिंक अब मान्य नहीं है। कृपया उसे फिर से लिंक करें: मैंने आपके Alexa ऐप में एक कार्ड भेजा है। " + "उसके बाद मुझसे फिर से पूछें।",
  unreachable: "मैं अभी आपके अकाउंट तक नहीं पहुँच पा रही हूँ। कृपया कुछ मिनट बाद फिर से कोशिश करें।",
  apology: "माफ़ कीजिए, कुछ गड़बड़ हो गई। कृपया थोड़ी देर बाद फिर से कोशिश करें।",
};
