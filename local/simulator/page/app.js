/// <reference lib="dom" />
import { ApiError, listen, post, snapshot } from "./api.js";
import { showConversation } from "./conversation.js";
import { followDeviceButtons, showDevices } from "./devices.js";
import { button, byId, element, reconcile } from "./dom.js";
import { addEvent, forgetEvents } from "./events.js";
import { showFailures } from "./failures.js";
import { showMail } from "./mail.js";
import { showSettings } from "./settings.js";
import { followAddress, showTalk } from "./views.js";
import { canSpeak, onVoices, speak } from "./voice.js";

/** @import { LinkState, SimulatorState } from "../state" */

/** @type {SimulatorState | undefined} */
let current;

const say = byId("say", HTMLInputElement);
const banner = byId("banner", HTMLParagraphElement);

/** @param {SimulatorState} state */
function show(state) {
  // The answer to a request and the event about it come on two connections, in either order.
  if (current !== undefined && state.revision < current.revision) {
    return;
  }
  const before = current;
  current = state;
  if (before === undefined && state.skill.kind === "smart-home" && location.hash === "") {
    location.hash = "devices"; // nobody talks to it
  }
  showHeader(state);
  showConversation(state, link);
  showSuggestions(state);
  showFailures(state, (name, on) => act("/api/failures", { name, on }));
  showDevices(state, (directive) => act("/api/send", { request: { directive } }));
  showMail(state);
  forgetEvents(state);
  showSettings(state, {
    setLocale: (locale) => act("/api/locale", { locale }),
    setRegion: (region) => act("/api/region", { region }),
  });
  byId("voice-group", HTMLDivElement).hidden = !canSpeak(state.locale);
  readAloud(before, state);
}

const LINK_STATES = /** @type {Readonly<Record<LinkState, string>>} */ ({
  unlinked: "Not linked",
  started: "Signing in",
  linked: "Linked",
  broken: "Link lost",
});

/** @param {SimulatorState} state */
function showHeader({ skill, link: linkState, locale, region }) {
  byId("skill-name", HTMLHeadingElement).textContent = skill.name;
  document.title = `${skill.name} · simulator`;
  byId("environment", HTMLSpanElement).textContent = skill.environment;
  byId("region-badge", HTMLSpanElement).textContent = region;
  byId("locale-badge", HTMLSpanElement).textContent = locale;
  const badge = byId("link-state", HTMLParagraphElement);
  if (badge.textContent !== LINK_STATES[linkState]) {
    badge.textContent = LINK_STATES[linkState];
  }
  badge.dataset.state = linkState;
}

/** @param {SimulatorState} state */
function showSuggestions({ suggestions, locale }) {
  const list = byId("suggestions", HTMLUListElement);
  list.lang = locale;
  reconcile(
    list,
    suggestions.map((text) => ({ text })),
    ({ text }) => text,
    ({ text }) =>
      element(
        "li",
        {},
        button(text, "chip", () => act("/api/say", { text })),
      ),
  );
}

/**
 * @param {SimulatorState | undefined} before
 * @param {SimulatorState} state
 */
function readAloud(before, { conversation }) {
  const last = conversation.at(-1);
  const isNew = before !== undefined && last !== undefined && last.id > (before.conversation.at(-1)?.id ?? 0);
  if (isNew && last.kind === "answer" && byId("aloud", HTMLInputElement).checked) {
    speak(last.speech, last.locale);
  }
}

/**
 * Asks the simulator to do something, and shows what came of it.
 *
 * @param {string} path
 * @param {object} [body]
 */
async function act(path, body) {
  document.body.setAttribute("data-busy", "");
  try {
    const answer = await post(path, body);
    tell(undefined);
    show(answer.state);
    return answer;
  } catch (error) {
    tell(error instanceof ApiError ? error.message : "The simulator does not answer.");
    if (current !== undefined) {
      show(current); // a switch that was pressed goes back to what is so
    }
    return undefined;
  } finally {
    document.body.removeAttribute("data-busy");
  }
}

/**
 * Does something whose outcome stands in the conversation.
 *
 * @param {string} path
 * @param {object} [body]
 */
async function actInTalk(path, body) {
  if ((await act(path, body)) !== undefined) {
    showTalk();
  }
}

async function link() {
  const answer = await act("/api/link");
  if (answer?.url !== undefined) {
    location.assign(answer.url);
  } else if (answer !== undefined) {
    showTalk();
  }
}

/** @param {string | undefined} problem */
function tell(problem) {
  banner.textContent = problem ?? "";
  banner.hidden = problem === undefined;
}

async function load() {
  const { state, events } = await snapshot();
  events.forEach(addEvent);
  show(state);
}

byId("composer", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  const text = say.value.trim();
  if (text !== "") {
    say.value = "";
    void act("/api/say", { text });
  }
});

byId("request-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  try {
    void actInTalk("/api/send", { request: JSON.parse(byId("request-json", HTMLTextAreaElement).value) });
  } catch {
    tell("The request is not JSON.");
  }
});

const pressed = /** @type {Readonly<Record<string, () => unknown>>} */ ({
  link,
  refresh: () => actInTalk("/api/refresh"),
  unlink: () => actInTalk("/api/unlink"),
});
for (const [name, press] of Object.entries(pressed)) {
  for (const control of document.querySelectorAll(`[data-press="${name}"]`)) {
    control.addEventListener("click", press);
  }
}
byId("reset-button", HTMLButtonElement).addEventListener("click", () => act("/api/reset"));

// A page that the browser kept while another was shown is out of date, and no longer listens.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

followAddress();
followDeviceButtons();
onVoices(() => current !== undefined && show(current));
listen({
  onState: show,
  onEvent: addEvent,
  onOpen: () => {
    tell(undefined);
    void load();
  },
  onLost: () => tell("The simulator has ended, or does not answer. Start it again, as before, in your terminal."),
});
