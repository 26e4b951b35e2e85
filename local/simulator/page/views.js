/// <reference lib="dom" />

const VIEWS = ["talk", "devices", "happened", "failures", "mail", "settings"];

/** Beside the conversation there is room for a panel. The same width as in style.css. */
const wide = matchMedia("(min-width: 60rem)");

/** Shows the view that the address names, as `#mail`, now and whenever that changes. */
export function followAddress() {
  addEventListener("hashchange", show);
  wide.addEventListener("change", show);
  show();
}

/** Shows the conversation, where it is not always in sight. */
export function showTalk() {
  if (!wide.matches) {
    location.hash = "talk";
  }
}

function show() {
  const named = location.hash.slice(1);
  const view = VIEWS.includes(named) ? named : (document.body.dataset.view ?? "talk");
  document.body.dataset.view = wide.matches && view === "talk" ? "happened" : view;
  for (const link of document.querySelectorAll(".tabs a")) {
    if (link.getAttribute("data-view") === document.body.dataset.view) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}
