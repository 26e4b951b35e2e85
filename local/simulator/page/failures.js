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
  for (const { name, on } of failures) {
    switchOf(name).checked = on;
  }
  const count = failures.filter(({ on }) => on).length;
  const tab = document.querySelector('.tabs a[data-view="failures"] span');
  if (tab !== null) {
    tab.textContent = count === 0 ? "Failures" : `Failures (${count})`;
  }
}

/** @param {string} name */
const switchOf = (name) => byId(`failure-${name}`, HTMLInputElement);

/**
 * @param {FailureState} failure
 * @param {(name: string, on: boolean) => void} change
 */
function makeSwitch({ name, title, description, tryIt }, change) {
  const id = `failure-${name}`;
  const input = element("input", { type: "checkbox", role: "switch", id, "aria-describedby": `${id}-text` });
  input.addEventListener("change", () => change(name, input.checked));
  return element(
    "li",
    {},
    element("label", { for: id }, element("span", { class: "switch-title" }, title), input),
    element("p", { class: "quiet small", id: `${id}-text` }, `${description} `, element("b", {}, `${tryIt}`)),
  );
}
