/// <reference lib="dom" />
import { button, byId, clock, element, reconcile } from "./dom.js";

/** @import { Device, SentDirective, SimulatorState } from "../state" */

/** What can be sent to a device by a button, by the interface that it needs. */
const CONTROLS = /** @type {Readonly<Record<string, readonly (readonly [label: string, name: string])[]>>} */ ({
  "Alexa.PowerController": [
    ["Turn on", "TurnOn"],
    ["Turn off", "TurnOff"],
  ],
  "Alexa.LockController": [
    ["Lock", "Lock"],
    ["Unlock", "Unlock"],
  ],
  "Alexa.SceneController": [["Activate", "Activate"]],
});

/** @typedef {(directive: object) => unknown} Send */

/** @type {Send} */
let send = () => undefined;

/**
 * Shows the devices of a smart-home skill, and the directives that were sent.
 *
 * @param {SimulatorState} state
 * @param {Send} sendDirective
 */
export function showDevices({ skill, devices, directives }, sendDirective) {
  send = sendDirective;
  for (const link of document.querySelectorAll('.tabs a[data-view="devices"]')) {
    link.toggleAttribute("hidden", skill.kind === "custom");
  }
  // What a discovery tells anew of a device makes it another item.
  reconcile(byId("device-list", HTMLUListElement), devices, (device) => JSON.stringify(device), makeDevice);
  byId("devices-empty", HTMLParagraphElement).hidden = devices.length > 0;
  reconcile(byId("directives", HTMLOListElement), [...directives].reverse(), ({ id }) => String(id), makeDirective);
}

/** For directives that are for no device. */
export function followDeviceButtons() {
  byId("discover", HTMLButtonElement).addEventListener("click", () => send(directive("Alexa.Discovery", "Discover")));
  byId("grant", HTMLButtonElement).addEventListener("click", () =>
    send(directive("Alexa.Authorization", "AcceptGrant")),
  );
}

/**
 * @param {string} namespace
 * @param {string} name
 * @param {Device} [device]
 */
const directive = (namespace, name, device) => ({
  header: { namespace, name },
  ...(device && { endpoint: { endpointId: device.endpointId, cookie: device.cookie } }),
});

/** @param {Device} device */
function makeDevice(device) {
  const { name, description, categories, endpointId, interfaces, isRetrievable } = device;
  /** @type {(label: string, namespace: string, directiveName: string) => HTMLButtonElement} */
  const control = (label, namespace, directiveName) => {
    const made = button(label, "button small-button", () => send(directive(namespace, directiveName, device)));
    made.setAttribute("aria-label", `${label}: ${name}`);
    return made;
  };
  return element(
    "li",
    { class: "device" },
    element("h3", {}, name),
    element(
      "p",
      { class: "quiet small" },
      [description, categories.join(", "), endpointId].filter(Boolean).join(" · "),
    ),
    element(
      "div",
      { class: "buttons" },
      ...interfaces.flatMap((namespace) =>
        (CONTROLS[namespace] ?? []).map(([label, directiveName]) => control(label, namespace, directiveName)),
      ),
      isRetrievable ? control("Report state", "Alexa", "ReportState") : undefined,
    ),
  );
}

/** @param {SentDirective} sent */
function makeDirective({ at, directive: name, request, answer, outcome, tone }) {
  return element(
    "li",
    {},
    element(
      "details",
      {},
      element(
        "summary",
        {},
        element("span", { class: "what" }, name),
        element("span", { class: "status", "data-tone": tone }, outcome),
        element("span", { class: "when" }, clock(at)),
      ),
      element("h3", {}, "Request"),
      element("pre", { tabindex: "0" }, request),
      element("h3", {}, "Answer"),
      element("pre", { tabindex: "0" }, answer),
    ),
  );
}
