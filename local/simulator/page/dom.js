/// <reference lib="dom" />

/**
 * The element with this id.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) {
    throw new Error(`index.html has no ${kind.name} with the id ${id}`);
  }
  return found;
}

/**
 * Makes an element. Text goes in as text, never as markup.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Readonly<Record<string, string>>} [attributes]
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/**
 * @param {string} label
 * @param {string} classes
 * @param {() => unknown} press
 */
export function button(label, classes, press) {
  const made = element("button", { type: "button", class: classes }, label);
  made.addEventListener("click", press);
  return made;
}

/**
 * A moment as a clock shows it.
 *
 * @param {string} at
 */
export const clock = (at) => new Date(at).toLocaleTimeString("en-GB");

/**
 * Brings a list's items in line with `items`. Items that are there already stay the same elements, so that focus,
 * selection and open details survive, and a screen reader hears only what is new.
 *
 * @template {object} T
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => HTMLElement} make
 */
export function reconcile(list, items, keyOf, make) {
  const old = new Map([...list.children].map((child) => [child.getAttribute("data-key"), child]));
  let previous = /** @type {Element | undefined} */ (undefined);
  for (const item of items) {
    const key = keyOf(item);
    const child = old.get(key) ?? make(item);
    old.delete(key);
    child.setAttribute("data-key", key);
    const place = previous === undefined ? list.firstElementChild : previous.nextElementSibling;
    if (place !== child) {
      list.insertBefore(child, place);
    }
    previous = child;
  }
  for (const child of old.values()) {
    child.remove();
  }
}
