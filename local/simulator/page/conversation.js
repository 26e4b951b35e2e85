/// <reference lib="dom" />
import { button, byId, element, reconcile } from "./dom.js";
import { canSpeak, speak } from "./voice.js";

/** @import { Answer, Card, Entry, Failure, SimulatorState } from "../state" */

const list = byId("conversation", HTMLOListElement);
const scroll = byId("talk-scroll", HTMLElement);
const welcome = byId("welcome", HTMLDivElement);
const suggestions = byId("suggestions", HTMLUListElement);

/**
 * Shows what was said.
 *
 * @param {SimulatorState} state
 * @param {() => void} link opens the sign-in page
 */
export function showConversation({ conversation, skill, link: linkState, suggestions: [example] }, link) {
  const newest = conversation.at(-1)?.id;
  const grew = newest !== undefined && list.lastElementChild?.getAttribute("data-key") !== String(newest);
  reconcile(
    list,
    conversation,
    ({ id }) => String(id),
    (entry) => makeEntry(entry, skill.name, link),
  );
  welcome.hidden = conversation.length > 0;
  byId("welcome-example", HTMLSpanElement).textContent =
    example === undefined ? "the button in Settings that links the account." : `“${example}”.`;
  // A card from before the link offers nothing any more.
  for (const action of list.querySelectorAll(".card-action")) {
    action.toggleAttribute("hidden", linkState === "linked");
  }
  for (const done of list.querySelectorAll(".card-done")) {
    done.toggleAttribute("hidden", linkState !== "linked");
  }
  for (const hear of list.querySelectorAll(".hear")) {
    hear.toggleAttribute("hidden", !canSpeak(hear.getAttribute("data-locale") ?? ""));
  }
  if (grew) {
    // When the rest of the page is in place, which decides how much room there is.
    requestAnimationFrame(showNewest);
  }
}

/**
 * Shows the end: what was said last, and the suggestions below it where there is room for both. Something too long to be
 * seen as a whole is shown from its beginning.
 */
function showNewest() {
  const newest = list.lastElementChild;
  const room = scroll.clientHeight - 40;
  if (newest instanceof HTMLElement && newest.offsetHeight + suggestions.offsetHeight > room) {
    newest.scrollIntoView({ block: newest.offsetHeight > room ? "start" : "end" });
  } else {
    scroll.scrollTop = scroll.scrollHeight;
  }
}

/**
 * @param {Entry} entry
 * @param {string} skillName
 * @param {() => void} link
 */
function makeEntry(entry, skillName, link) {
  switch (entry.kind) {
    case "said":
      return element("li", { class: "said" }, whoSpeaks("You"), element("p", { class: "bubble" }, entry.text));
    case "answer":
      return makeAnswer(entry, skillName, link);
    case "notice":
      return element("li", { class: "notice", "data-tone": entry.tone }, element("p", {}, entry.text));
    case "failure":
      return makeFailure(entry);
  }
}

/** @param {string} name */
const whoSpeaks = (name) => element("span", { class: "unseen" }, `${name}: `);

/**
 * @param {Answer} answer
 * @param {string} skillName
 * @param {() => void} link
 */
function makeAnswer({ speech, locale, card, listening }, skillName, link) {
  const item = element("li", { class: "answer" }, whoSpeaks("Alexa"));
  const hear = button("Hear", "hear", () => speak(speech, locale));
  hear.setAttribute("data-locale", locale);
  hear.setAttribute("aria-label", `Hear: ${speech}`);
  item.append(
    element(
      "div",
      { class: "bubble", lang: locale },
      element("p", {}, speech === "" ? "(Alexa says nothing.)" : speech),
      element(
        "div",
        { class: "bubble-foot", lang: "en" },
        listening ? element("span", { class: "listening" }, "Listening for an answer") : undefined,
        hear,
      ),
    ),
  );
  if (card !== undefined) {
    item.append(card.type === "LinkAccount" ? makeLinkCard(skillName, link) : makeCard(card, skillName));
  }
  return item;
}

/**
 * @param {string} skillName
 * @param {() => void} link
 */
function makeLinkCard(skillName, link) {
  const mail = element("a", { href: "/#mail", target: "_blank", rel: "noopener" }, "the mail in a second tab");
  return element(
    "div",
    { class: "card link-card", role: "group", "aria-label": "Card: link your account" },
    element("p", { class: "card-source" }, skillName),
    element("p", { class: "card-title" }, "Link your account"),
    element(
      "div",
      { class: "card-action" },
      element("p", {}, `To go on, sign in and let Alexa use your ${skillName} account.`),
      button("Link account", "button primary", link),
      element("p", { class: "quiet small" }, "New here? Your code will be in ", mail, "."),
      element("p", { class: "quiet small" }, "The sign-in page opens here; your browser’s Back button leaves it."),
    ),
    element("p", { class: "card-done", hidden: "" }, "Your account is linked."),
  );
}

/**
 * @param {Card} card
 * @param {string} skillName
 */
function makeCard({ type, title, text }, skillName) {
  return element(
    "div",
    { class: "card", role: "group", "aria-label": `Card: ${title ?? type}` },
    element("p", { class: "card-source" }, skillName),
    element("p", { class: "card-title" }, title ?? type),
    text === undefined ? undefined : element("p", { class: "card-text" }, text),
  );
}

/** @param {Failure} failure */
function makeFailure({ code, userSees, cause, fix, detail }) {
  return element(
    "li",
    { class: "failure" },
    element(
      "div",
      { class: "seen", role: "group", "aria-label": "What your user sees" },
      element("h3", {}, "What your user sees"),
      element("div", { class: "phone-message" }, element("p", {}, userSees)),
    ),
    element(
      "div",
      { class: "truth", role: "group", "aria-label": "What is really wrong" },
      element("h3", {}, "What is really wrong"),
      element("p", {}, cause),
      detail === "" ? undefined : element("p", { class: "detail" }, detail),
      element("h3", {}, "How to fix it"),
      element("p", {}, ...withCode(fix)),
      element("p", { class: "code" }, element("code", {}, code)),
    ),
  );
}

/**
 * Text in which commands stand between backquotes.
 *
 * @param {string} text
 */
function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));
}
