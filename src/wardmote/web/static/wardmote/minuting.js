// A meeting is minuted by several at once: what is typed saves itself, what others save appears, and two texts of one point are both shown.
// A box in which somebody types is never changed under their hands.
const QUIET = 400; // milliseconds without a key before saving
const LEAST = 1000; // milliseconds between two savings of one text
const ASK = 1000; // milliseconds between two questions whether there is news
const PATIENT = 5000; // the same, when nobody looks at the page or there is no connection

const room = document.querySelector("[data-news]");

function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

class Point {
  constructor(form) {
    this.form = form;
    this.box = form.elements.minute;
    this.saved = this.box.defaultValue; // what the register holds in the version that we know
    this.timer = null;
    this.last = 0;
    this.busy = false;
    this.both = null; // both texts, while there are two
    this.newer = null; // what somebody else saved while the box is in use
    form.querySelector("[data-by-hand]").hidden = true;
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("blur", () => this.take());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    for (const button of form.querySelectorAll("[data-keep]")) button.addEventListener("click", () => this.keep(button.dataset.keep));
    form.querySelector("[data-show-theirs]").addEventListener("click", () => this.take());
    if (this.dirty) this.typed(); // the browser has put back what was typed before
  }

  get dirty() {
    return this.box.value !== this.saved;
  }

  part(name) {
    return this.form.querySelector(`[data-${name}]`);
  }

  say(words, trouble = false) {
    this.part("said").textContent = words;
    this.part("said").classList.toggle("wm-point__said--trouble", trouble);
  }

  typed() {
    if (!this.busy) this.say(room.dataset.typing);
    if (this.both) this.part("yours").textContent = this.box.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(QUIET, this.last + LEAST - Date.now()));
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
    if (!this.dirty || (this.busy && !leaving)) return;
    const text = this.box.value;
    this.busy = true;
    this.last = Date.now();
    if (!leaving) this.say(room.dataset.saving);
    let again = 0;
    try {
      const answer = await fetch(this.form.action, {
        method: "POST", body: new URLSearchParams(new FormData(this.form)), redirect: "manual", keepalive: leaving,
        headers: { Accept: "application/json", "X-Once": freshKey() },
      });
      const told = answer.ok || answer.status === 409 ? await answer.json() : null;
      if (told && answer.ok) this.done(text, told);
      else if (told && "theirs" in told) this.show(told);
      else {
        this.say(room.dataset.signedOut, true);
        again = PATIENT;
      }
    } catch {
      this.say(room.dataset.offline, true);
      again = PATIENT;
    }
    this.busy = false;
    if (again) this.timer = setTimeout(() => this.save(), again);
    else if (this.dirty && !this.both) this.typed();
  }

  done(text, told) {
    this.saved = text;
    this.form.elements.version.value = told.version;
    this.both = null;
    this.newer = null;
    this.part("both").hidden = true;
    this.part("elsewhere-said").hidden = true;
    this.say(told.said);
  }

  // Two texts: ours stays in the box, theirs stands below it, and what we typed is kept as a draft until one of them is chosen.
  show(told) {
    this.both = told;
    this.part("whose").textContent = told.said;
    this.part("theirs").textContent = told.theirs;
    this.part("yours").textContent = this.box.value;
    this.part("both").hidden = false;
    this.part("elsewhere-said").hidden = true;
    this.say("");
  }

  keep(side) {
    const { theirs, together, version } = this.both;
    this.saved = theirs;
    this.form.elements.version.value = version;
    if (side === "together") this.box.value = together;
    if (side === "theirs") this.box.value = theirs;
    this.part("both").hidden = true;
    const words = this.both.said;
    this.both = null;
    this.box.focus();
    if (this.dirty) this.save();
    else this.say(words);
  }

  // What the register holds now.
  news(item) {
    this.part("parts-said").hidden = String(item.parts) === this.form.dataset.parts;
    if (this.busy || this.both || item.version <= Number(this.form.elements.version.value)) return;
    this.newer = item;
    if (!this.dirty && document.activeElement !== this.box) this.take();
    else if (!this.dirty) {
      this.part("elsewhere-said").hidden = false;
      this.part("elsewhere-said").querySelector("span").textContent = room.dataset.elsewhere.replace("{said}", item.said);
    }
  }

  take() {
    if (!this.newer || this.dirty || this.busy) return;
    this.box.value = this.newer.text;
    this.saved = this.newer.text;
    this.form.elements.version.value = this.newer.version;
    this.say(this.newer.said);
    this.newer = null;
    this.part("elsewhere-said").hidden = true;
  }
}

function follow(points) {
  let beat = room.dataset.beat;

  async function ask() {
    let wait = document.hidden ? PATIENT : ASK;
    try {
      const answer = await fetch(`${room.dataset.news}?quiet=1&since=${beat}`, { headers: { Accept: "application/json" }, redirect: "manual" });
      if (answer.ok) {
        const told = await answer.json();
        beat = told.beat;
        for (const item of told.items ?? []) points.get(item.key)?.news(item);
        if (told.quorum) document.querySelector("[data-quorum]").textContent = told.quorum;
      } else wait = PATIENT;
    } catch {
      wait = PATIENT;
    }
    setTimeout(ask, wait);
  }

  setTimeout(ask, ASK);
}

const points = new Map([...room.querySelectorAll("[data-minute]")].map((form) => [form.dataset.minute, new Point(form)]));
addEventListener("pagehide", () => points.forEach((point) => point.save(true)));
addEventListener("online", () => points.forEach((point) => point.save()));
follow(points);
