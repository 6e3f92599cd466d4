// A session ends when nothing is done for a while. Whoever scrolls, types or sits in a hearing is not idle: the server is told, at most once a minute.
// Before the end a dialog says so; after it, that what was typed is still here.
const told = document.querySelector("meta[name=wardmote-session]");
const { address } = JSON.parse(told.content);
const MINUTE = 60_000;
const dialog = document.querySelector("[data-session-dialog]");
const hearing = () => document.querySelector("[data-hearing]") !== null;

let warning = 120; // seconds before the end
let left = Infinity; // milliseconds until the end, at the moment `asked`
let asked = performance.now();
let busySince = 0; // when something was last done that the server has not been told of
let toldAt = performance.now();
let before = null; // what had the focus before the dialog

const remaining = () => left - (performance.now() - asked);

async function ask(quiet) {
  try {
    const answer = await fetch(quiet ? `${address}?quiet` : address, { headers: { Accept: "application/json" }, redirect: "manual" });
    const said = answer.ok ? await answer.json() : { idle: 0, warning };
    left = Math.max(0, said.idle) * 1000;
    warning = said.warning;
    asked = performance.now();
  } catch {
    // no network: the clock goes on
  }
}

async function tell() {
  busySince = 0;
  toldAt = performance.now();
  await ask(false);
}

function busy() {
  if (dialog.open) return; // only the button says that somebody is there
  busySince ||= performance.now();
  if (performance.now() - toldAt > MINUTE) tell();
}

function show(part) {
  for (const one of dialog.querySelectorAll("[data-session-part]")) one.hidden = one.dataset.sessionPart !== part;
  if (dialog.open) return;
  before = document.activeElement;
  dialog.showModal();
  dialog.querySelector(`[data-session-part=${part}] h2`).focus();
}

function close() {
  if (!dialog.open) return;
  dialog.close();
  before?.focus?.();
}

function say() {
  const minutes = Math.ceil(remaining() / MINUTE);
  const words = dialog.querySelector("[data-session-left]");
  const text = minutes > 1 ? words.dataset.many.replace("{n}", minutes) : words.dataset.one;
  if (words.textContent !== text) words.textContent = text;
}

async function look() {
  if (hearing() || (busySince && performance.now() - toldAt > MINUTE)) await tell();
  if (remaining() < warning * 1000) await ask(true); // another window may have been busy meanwhile
  if (remaining() <= 0) show("over");
  else if (remaining() < warning * 1000) {
    show("warning");
    say();
  } else close();
}

for (const sign of ["scroll", "keydown", "pointerdown", "wheel", "touchmove"]) {
  window.addEventListener(sign, busy, { passive: true, capture: true });
}
document.addEventListener("visibilitychange", () => document.hidden || look());
dialog.querySelector("[data-session-stay]").addEventListener("click", async () => {
  await tell();
  if (remaining() > 0) close();
  else show("over");
});
dialog.querySelector("[data-session-close]").addEventListener("click", close);
dialog.addEventListener("cancel", (event) => event.preventDefault()); // Escape would hide it and change nothing

const again = () => setTimeout(async () => (await look(), again()), Math.min(MINUTE / 2, Math.max(1000, (remaining() - warning * 1000) / 2)));
ask(true).then(again);
