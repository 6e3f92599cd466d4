// What every page runs. Parts that only some pages need are fetched when the page has something for them.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";
import { initAll as initMoj } from "../vendor/moj/moj-frontend.min.js";

const PARTS = [
  ["[data-chart]", () => import("./charts.js")],
  ["[data-copyable]", () => import("./copy.js")],
  ["[data-print], details", () => import("./print.js")],
  ["[data-progress]", () => import("./progress.js")],
  ["form[data-draft]", () => import("./drafts.js")],
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
// What is sent without a form has a key for once, too; a form that stays on the page after it was sent gets a fresh one.
document.body.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "get" || event.detail.formData?.has("once")) return;
  event.detail.headers["X-Once"] = freshKey();
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful || event.detail.requestConfig?.verb === "get") return;
  for (const key of event.detail.elt.closest("form")?.querySelectorAll("input[name=once]") ?? []) key.value = freshKey();
});

function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is there on secure addresses alone
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
