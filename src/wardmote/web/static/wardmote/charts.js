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

// Where the specification is, for the widest picture that fits the place: data-widths lists those that the server draws.
function fitted(figure) {
  const address = figure.dataset.spec;
  if (!figure.dataset.widths) return address;
  const widths = figure.dataset.widths.split(" ").map(Number);
  const room = figure.querySelector("[data-chart-live]").clientWidth;
  const width = Math.max(widths[0], ...widths.filter((one) => one <= room));
  return `${address}${address.includes("?") ? "&" : "?"}width=${width}`;
}

async function specification(figure) {
  if (figure.dataset.specFrom) return JSON.parse(document.getElementById(figure.dataset.specFrom).textContent);
  const answer = await fetch(fitted(figure), { headers: { Accept: "application/json" } });
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
