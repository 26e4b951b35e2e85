/// <reference lib="dom" />

/**
 * A voice of this machine for a language. Others send what they read to a server, which nothing here may do.
 *
 * @param {string} locale
 */
function localVoice(locale) {
  const voices = "speechSynthesis" in window ? speechSynthesis.getVoices().filter((voice) => voice.localService) : [];
  const language = locale.slice(0, 2);
  return voices.find((voice) => voice.lang === locale) ?? voices.find((voice) => voice.lang.startsWith(language));
}

/** @param {string} locale */
export const canSpeak = (locale) => localVoice(locale) !== undefined;

/**
 * Reads a text aloud, instead of what is being read.
 *
 * @param {string} text
 * @param {string} locale
 */
export function speak(text, locale) {
  const voice = localVoice(locale);
  if (voice === undefined) {
    return;
  }
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = locale;
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
}

/**
 * Browsers find their voices some time after the page has loaded.
 *
 * @param {() => void} listener
 */
export function onVoices(listener) {
  if ("speechSynthesis" in window) {
    speechSynthesis.addEventListener("voiceschanged", listener);
  }
}
