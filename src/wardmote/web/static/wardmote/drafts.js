// Saves what is typed into a form marked data-draft, a moment after the last key and at most every few seconds; and says so.
const QUIET = 1500; // milliseconds without a key before saving
const LEAST = 4000; // milliseconds between two savings

function follow(form) {
  const said = form.querySelector("[data-draft-said]");
  let timer = null, last = 0, sent = false, typed = false, working = null;

  function say(words, trouble = false) {
    if (!said) return;
    said.textContent = words;
    said.classList.toggle("wm-draft--trouble", trouble);
  }

  async function save() {
    timer = null;
    if (sent || !typed) return;
    typed = false;
    last = Date.now();
    working = new AbortController();
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" },
        redirect: "manual", signal: working.signal, keepalive: false,
      });
      if (!answer.ok) {
        say(said?.dataset.signedOut ?? "", true); // sent to sign-in, or the token is another session's
        later(LEAST * 4);
        return;
      }
      const told = await answer.json();
      say(told.said, !told.saved);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      say(said?.dataset.offline ?? "", true);
      later(LEAST * 2);
    }
  }

  function later(wait) {
    typed = true;
    if (timer === null) timer = setTimeout(save, wait);
  }

  form.addEventListener("input", () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    later(Math.max(QUIET, last + LEAST - Date.now()));
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    working?.abort();
  });
  window.addEventListener("pageshow", () => (sent = false)); // back from the page after
  window.addEventListener("online", () => typed && save());
}

export function enliven(forms) {
  for (const form of forms) {
    if (form.dataset.followed) continue;
    form.dataset.followed = "yes";
    follow(form);
  }
}
