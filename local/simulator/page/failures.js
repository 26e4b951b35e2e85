/// <reference lib="dom" />
import { byId, element, reconcile } from "./dom.js";

/** @import { FailureState, SimulatorState } from "../state" */

const list = byId("switches", HTMLUListElement);

/**
 * Shows the failures and which are on.
 *
 * @param {SimulatorState} state
 * @param {(name: string, on: boolean) => void} change
 */
export function showFailures({ failures }, change) {
  reconcile(
    list,
    failures,
    ({ name }) => name,
    (failure) => makeSwitch(failure, change),
  );
  for (const { name, on, tryIt } of failures) {
    switchOf(name).checked = on;
    byId(`${idOf(name)}-try`, HTMLElement).textContent = tryIt;
  }
  const count = failures.filter(({ on }) => on).length;
  const shown = byId("failures-on", HTMLSpanElement);
  shown.hidden = count === 0;
  shown.replaceChildren(String(count), element("span", { class: "unseen" }, " on"));
}

/** @param {string} name */
const idOf = (name) => `failure-${name}`;

/** @param {string} name */
const switchOf = (name) => byId(idOf(name), HTMLInputElement);

/**
 * @param {FailureState} failure
 * @param {(name: string, on: boolean) => void} change
 */
function makeSwitch({ name, title, description }, change) {
  const id = idOf(name);
  const input = element("input", { type: "checkbox", role: "switch", id, "aria-describedby": `${id}-text` });
  input.addEventListener("change", () => change(name, input.checked));
  return element(
    "li",
    {},
    element("label", { for: id }, element("span", { class: "switch-title" }, title), input),
    element("p", { class: "quiet small", id: `${id}-text` }, `${description} `, element("b", { id: `${id}-try` })),
  );
}
