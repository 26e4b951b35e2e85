/// <reference lib="dom" />
import { button, byId, element, reconcile } from "./dom.js";

/** @import { Mail, SimulatorState } from "../state" */

/** @param {SimulatorState} state */
export function showMail({ mail }) {
  const numbered = mail.map((message, index) => ({ message, key: `${index} ${message.at}` })).reverse();
  reconcile(
    byId("mails", HTMLOListElement),
    numbered,
    ({ key }) => key,
    ({ message }) => makeMail(message),
  );
  byId("mail-empty", HTMLParagraphElement).hidden = mail.length > 0;
}

/** @param {Mail} mail */
function makeMail({ to, subject, message, code, at }) {
  const made = element(
    "li",
    { class: "mail" },
    element("p", { class: "mail-subject" }, subject),
    element("p", { class: "quiet small" }, `To ${to}, ${new Date(at).toLocaleTimeString("en-GB")}`),
    element("p", { class: "mail-text" }, plain(message)),
  );
  if (code !== undefined) {
    const copy = button("Copy code", "button small-button", async () => {
      await navigator.clipboard.writeText(code);
      copy.textContent = "Copied";
    });
    made.append(element("p", { class: "mail-code" }, element("code", {}, code), copy));
  }
  return made;
}

/**
 * The text of a message, which may be HTML.
 *
 * @param {string} message
 */
const plain = (message) => new DOMParser().parseFromString(message, "text/html").body.textContent ?? "";
