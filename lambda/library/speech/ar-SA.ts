import type { CommonSpeech } from "./speech";

/** Modern Standard Arabic, in words that address women and men alike. */
export const arSA: CommonSpeech = {
  linkFirst:
    "لهذا الطلب يلزم ربط الحساب أولاً. أرسلتُ بطاقة إلى تطبيق أليكسا لربط الحساب، وبعد ذلك يمكن طرح السؤال مرة أخرى.",
  linkAgain:
    "لم يعد الربط بالحساب صالحاً. أرسلتُ بطاقة إلى تطبيق أليكسا لربط الحساب من جديد، وبعد ذلك يمكن طرح السؤال مرة أخرى.",
  unreachable: "لا يمكنني الوصول إلى الحساب الآن. يُرجى المحاولة مرة أخرى بعد بضع دقائق.",
  apology: "عذراً، حدث خطأ ما. يُرجى المحاولة مرة أخرى بعد قليل.",
};
