// Draws the charts of a page: <figure data-chart> with its Vega-Lite specification in the page (data-spec-from) or at an address (data-spec).
// The specification is interpreted, never compiled into code, so that the page needs no permission to make code from text.
import "../vendor/vega/vega.js";

const OPTIONS = {
  ast: true,
  actions: false,
  renderer: "svg",
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
};

export const views = new WeakMap(); // figure -> Vega view, for copying it as a picture

async function specification(figure) {
  if (figure.dataset.specFrom) return JSON.parse(document.getElementById(figure.dataset.specFrom).textContent);
  const answer = await fetch(figure.dataset.spec, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the specification was not there: ${answer.status}`);
  return answer.json();
}

// What a reader without JavaScript sees.
function still(figure, place) {
  const image = document.createElement("img");
  image.className = "wm-chart__still";
  image.src = figure.dataset.picture;
  image.alt = place.getAttribute("aria-label");
  place.removeAttribute("role");
  place.removeAttribute("aria-label");
  place.replaceChildren(image);
}

async function draw(figure) {
  const place = figure.querySelector("[data-chart-live]");
  if (!place || figure.dataset.drawn) return;
  figure.dataset.drawn = "begun";
  try {
    const { view } = await window.vegaEmbed(place, await specification(figure), OPTIONS);
    views.set(figure, view);
    figure.dataset.drawn = "live";
  } catch (problem) {
    console.warn("A chart is shown as a picture:", problem.message);
    still(figure, place);
    figure.dataset.drawn = "still";
  }
}

export function enliven(figures) {
  figures.forEach(draw);
}
