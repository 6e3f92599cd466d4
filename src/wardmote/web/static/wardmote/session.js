// A session ends when nothing is done for a while. Whoever scrolls, types or sits in a hearing is not idle: the server is told, at most once a minute.
// Before that end a dialog asks; before the end of the day, which nothing puts off, a line says so once and leaves the work alone.
// After the end nothing of the page can be read: it leads to sign-in, with what was being typed.
const told = document.querySelector("meta[name=wardmote-session]");
const { address, signIn, who } = JSON.parse(told.content);
const MINUTE = 60_000;
const title = document.title;
const dialog = document.querySelector("[data-session-dialog]");
const day = document.querySelector("[data-session-day]");
const hearing = () => document.querySelector("[data-hearing]") !== null;

let warning = 120; // seconds before the end
let left = Infinity; // milliseconds until the end, at the moment `asked`
let asked = performance.now();
let busySince = 0; // when something was last done that the server has not been told of
let toldAt = performance.now();
let before = null; // what had the focus before the dialog
let last = false; // whether what comes first is the end of the day, which no button puts off
let over = false;
let another = false; // what was typed is nobody else's to be sent for
let typedInto = document.querySelector("main .govuk-form-group--error")?.closest("form[method=post]") ?? null; // the form that would be lost

const remaining = () => left - (performance.now() - asked);

function ended() {
  left = 0;
  asked = performance.now();
  return true;
}

// Whether the server answered. Only being sent to sign in is an end: a server in trouble, or no network, says nothing, and the clock goes on.
async function ask(quiet) {
  try {
    const answer = await fetch(quiet ? `${address}?quiet` : address, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.type === "opaqueredirect") return ended();
    if (!answer.ok) return false;
    const said = await answer.json();
    another = said.who !== who; // somebody else has signed in meanwhile, in another tab
    if (another) return ended();
    left = Math.max(0, said.idle) * 1000;
    warning = said.warning;
    asked = performance.now();
    last = said.idle >= said.absolute;
    if (said.absolute < said.finish) sayOfDay(said.until);
    return true;
  } catch {
    return false;
  }
}

async function tell() {
  busySince = 0;
  toldAt = performance.now();
  await ask(false);
}

function busy() {
  if (dialog.open) return; // only the button, or Escape, says that somebody is there
  busySince ||= performance.now();
  if (performance.now() - toldAt > MINUTE) tell();
}

function show(part) {
  for (const one of dialog.querySelectorAll("[data-session-part]")) one.hidden = one.dataset.sessionPart !== part;
  if (dialog.open) return;
  const heading = dialog.querySelector(`[data-session-part=${part}] h2`);
  before = document.activeElement;
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.showModal();
  heading.focus();
}

// Where a curtain was, the same person has signed in again in another tab: the page is theirs, and its form is kept for them when it is sent.
function close() {
  if (over) curtain(false);
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

// Said once: whoever has closed it has read it, on this page and on the next.
function sayOfDay(until) {
  if (day.dataset.said || sessionStorage.getItem("wardmote-day") === until) return;
  day.dataset.said = until;
  day.querySelector("[data-session-day-words]").textContent = day.dataset.words.replace("{time}", until);
  const button = day.querySelector("button");
  button.hidden = false;
  day.classList.add("wm-session-day--said");
  button.addEventListener("click", () => {
    sessionStorage.setItem("wardmote-day", until);
    day.replaceChildren();
    day.classList.remove("wm-session-day--said");
  });
}

function curtain(drawn) {
  over = drawn;
  dialog.classList.toggle("wm-session--over", drawn);
  document.documentElement.classList.toggle("wm-signed-out", drawn);
  document.title = drawn ? dialog.dataset.title : title;
}

function leave() {
  location.assign(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

// The page goes, at once where nothing was typed. Else a curtain stays, and what was typed is behind it until somebody is there to sign in.
function end(reached) {
  if (!over) {
    if (dialog.open) dialog.close();
    curtain(true);
    show("over");
  }
  if (reached && !typedInto) leave();
}

async function look() {
  if (hearing() || (busySince && performance.now() - toldAt > MINUTE)) await tell();
  let reached = true;
  if (remaining() < warning * 1000) reached = await ask(true); // another window may have been busy meanwhile
  if (remaining() <= 0) end(reached);
  else if (!last && remaining() < warning * 1000) {
    show("warning");
    say();
  } else close();
}

async function stay() {
  await tell();
  if (remaining() > 0) close();
  else end(true);
}

// What was typed is sent as it stands, which does nothing but keep it for its writer: the session is over, and asked after first.
async function signInAgain() {
  const reached = await ask(true);
  dialog.querySelector("[data-session-unreached]").hidden = reached;
  if (!reached) return;
  if (remaining() > 0) close();
  else if (typedInto && !another) HTMLFormElement.prototype.submit.call(typedInto);
  else leave();
}

for (const sign of ["scroll", "keydown", "pointerdown", "wheel", "touchmove"]) {
  window.addEventListener(sign, busy, { passive: true, capture: true });
}
document.addEventListener("input", ({ target }) => (typedInto = target.closest("main form[method=post]") ?? typedInto));
document.addEventListener("visibilitychange", () => document.hidden || look());
window.addEventListener("pageshow", async ({ persisted }) => persisted && (await ask(true)) && look());
dialog.querySelector("[data-session-stay]").addEventListener("click", stay);
dialog.querySelector("[data-session-again]").addEventListener("click", signInAgain);
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  if (!over) stay();
});
dialog.addEventListener("close", () => over && !dialog.open && dialog.showModal()); // a browser may let a second Escape through

const pause = () => (over ? MINUTE / 6 : Math.min(MINUTE / 2, Math.max(1000, (remaining() - warning * 1000) / 2)));
const again = () => setTimeout(async () => (await look(), again()), pause());
ask(true).then(again);
