// What every page runs. Parts that only some pages need are fetched when the page has something for them.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";
import { initAll as initMoj } from "../vendor/moj/moj-frontend.min.js";

const PARTS = [
  ["[data-chart]", () => import("./charts.js")],
  ["[data-copyable]", () => import("./copy.js")],
  ["[data-print], details", () => import("./print.js")],
];

async function enliven(scope) {
  for (const [selector, load] of PARTS) {
    const found = scope.querySelectorAll(selector);
    if (found.length) (await load()).enliven([...found]);
  }
}

initAll();
initMoj();
enliven(document);
document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt === document.body) return;
  initAll({ scope: event.detail.elt });
  enliven(event.detail.elt.parentElement ?? event.detail.elt);
});
