// A page that waits for the worker looks again by itself, quietly: it shows nobody to be busy. When there is something else to be seen, it is fetched anew.
const ASK = 2_000;
const PATIENT = 15_000; // behind another page, or when nobody answers

export function enliven(found) {
  found.forEach(follow);
}

function follow(box) {
  const said = box.querySelector("[data-progress-said]");
  const bar = box.querySelector("progress");

  async function ask() {
    let wait = document.hidden ? PATIENT : ASK;
    try {
      const answer = await fetch(`${box.dataset.progress}?quiet=1`, { headers: { Accept: "application/json" }, redirect: "manual" });
      if (answer.ok) {
        const told = await answer.json();
        if (told.over) return location.reload();
        if (said.textContent !== told.said) said.textContent = told.said;
        bar.hidden = !told.most;
        bar.max = told.most || 1;
        bar.value = told.done;
      } else wait = PATIENT;
    } catch {
      wait = PATIENT;
    }
    setTimeout(ask, wait);
  }

  setTimeout(ask, ASK);
}
