/// <reference lib="dom" />
import { byId, clock, element } from "./dom.js";

/** @import { SimulatorEvent, HttpEvent, SimulatorState, SkillInvocation } from "../state" */
/** @import { ShownMessage } from "../../shown-exchange" */

const list = byId("events", HTMLOListElement);
const panel = byId("happened", HTMLElement);

/** @param {SimulatorEvent} event */
export function addEvent(event) {
  const atEnd = panel.scrollHeight - panel.scrollTop - panel.clientHeight < 80;
  const next = [...list.children].find((child) => idOf(child) >= event.id);
  if (next !== undefined && idOf(next) === event.id) {
    return;
  }
  const item = event.kind === "http" ? makeExchange(event) : makeInvocation(event);
  item.setAttribute("data-id", String(event.id));
  list.insertBefore(item, next ?? null);
  tellIfEmpty();
  if (atEnd) {
    panel.scrollTop = panel.scrollHeight;
  }
}

/**
 * Removes what the simulator no longer keeps.
 *
 * @param {SimulatorState} state
 */
export function forgetEvents({ firstEvent }) {
  for (const item of [...list.children]) {
    if (idOf(item) < firstEvent) {
      item.remove();
    }
  }
  tellIfEmpty();
}

/** @param {Element} item */
const idOf = (item) => Number(item.getAttribute("data-id"));

function tellIfEmpty() {
  byId("events-empty", HTMLParagraphElement).hidden = list.childElementCount > 0;
}

/** @param {HttpEvent} event */
function makeExchange({ exchange: { label, at, durationMs, request, response } }) {
  const url = new URL(request.url);
  const status = response === undefined ? "no answer" : String(response.status);
  return element(
    "li",
    {},
    element(
      "details",
      {},
      element(
        "summary",
        {},
        element("span", { class: "what" }, label),
        element("span", { class: "status", "data-tone": toneOf(response) }, status),
        element("span", { class: "where" }, `${request.method} ${url.pathname}`),
        element("span", { class: "when" }, `${clock(at)} · ${Math.round(durationMs)} ms`),
      ),
      element("h3", {}, "Request"),
      pairs([["URL", `${url.origin}${url.pathname}`], ...url.searchParams], "query"),
      makeMessage(request),
      element("h3", {}, "Answer"),
      response === undefined ? element("p", {}, "None came in time.") : makeMessage(response),
    ),
  );
}

/** @param {SkillInvocation} event */
function makeInvocation({ at, durationMs, request, linked, error }) {
  return element(
    "li",
    { class: "invocation" },
    element(
      "div",
      { class: "summary" },
      element("span", { class: "what" }, "Alexa → skill"),
      element("span", { class: "status", "data-tone": error === undefined ? "good" : "bad" }, error ? "failed" : "ok"),
      element("span", { class: "where" }, `${request}${linked ? ", with a token" : ""}`),
      element("span", { class: "when" }, `${clock(at)} · ${Math.round(durationMs)} ms`),
      error === undefined ? undefined : element("p", { class: "error" }, error),
    ),
  );
}

/**
 * A page that came may say anything, a refusal too: that alone is neither good nor bad.
 *
 * @param {HttpEvent["exchange"]["response"]} response
 */
function toneOf(response) {
  if (response === undefined || response.status >= 400) {
    return "bad";
  }
  const isPage = contentTypeOf(response.headers).startsWith("text/html");
  return response.status >= 300 || isPage ? "plain" : "good";
}

/** @param {Readonly<Record<string, string>>} headers */
const contentTypeOf = (headers) =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";

/** Headers that say nothing of the link: of the connection on this machine, and of the browser. */
const TRANSPORT =
  /^(host|connection|keep-alive|content-length|transfer-encoding|date|user-agent|upgrade-insecure-requests|accept-(encoding|language)|priority|sec-.*)$/i;

/** @param {ShownMessage} message */
function makeMessage({ headers, body }) {
  const telling = Object.entries(headers).filter(([name]) => !TRANSPORT.test(name));
  const made = element("div", {}, pairs(telling, "headers"));
  if (body !== undefined && body !== "") {
    const form = formOf(body, headers);
    made.append(form === undefined ? element("pre", { tabindex: "0" }, readable(body)) : pairs(form, "form"));
  }
  return made;
}

/**
 * @param {string} body
 * @param {Readonly<Record<string, string>>} headers
 * @returns {[string, string][] | undefined}
 */
function formOf(body, headers) {
  return contentTypeOf(headers).startsWith("application/x-www-form-urlencoded")
    ? [...new URLSearchParams(body)]
    : undefined;
}

/** @param {string} body */
function readable(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body.length > 2000 ? `${body.slice(0, 2000)}…` : body;
  }
}

/**
 * @param {readonly (readonly [string, string])[]} entries
 * @param {string} kind
 */
function pairs(entries, kind) {
  const made = element("dl", { class: `pairs ${kind}` });
  for (const [name, value] of entries) {
    made.append(element("dt", {}, name), element("dd", {}, shortened(value)));
  }
  return made;
}

/**
 * Alexa's state has about a thousand characters, of which nobody reads more than the first.
 *
 * @param {string} value
 */
const shortened = (value) => (value.length > 200 ? `${value.slice(0, 60)}… (${value.length} characters)` : value);
