// Paper cannot be clicked: what is folded away is opened while the page is printed, and folded again after.
// And a button that prints the page: shown only where it can work.
const opened = [];

window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not([open])")) {
    part.open = true;
    opened.push(part);
  }
  for (const still of document.querySelectorAll("img[loading=lazy]")) still.loading = "eager";
});
window.addEventListener("afterprint", () => {
  for (const part of opened.splice(0)) part.open = false;
});

export function enliven(found) {
  for (const button of found) {
    if (!button.matches("[data-print]") || !button.hidden) continue;
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
