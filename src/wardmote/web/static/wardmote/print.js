// A button that prints the page: shown only where it can work.
export function enliven(buttons) {
  for (const button of buttons) {
    if (!button.hidden) continue;
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
