// Copies a sentence or a chart together with its source, so that it can be pasted into a paper and still say where it comes from.

function text(root, selector) {
  return root.querySelector(selector)?.textContent.trim() ?? "";
}

function escaped(words) {
  const place = document.createElement("p");
  place.textContent = words;
  return place.innerHTML;
}

function blob(content, type) {
  return new Blob([content], { type });
}

function words(root) {
  const [title, said, source] = ["[data-copy-title]", "[data-copy-text]", "[data-copy-source]"].map((s) => text(root, s));
  return { title, said, source, plain: [title, said, source].filter(Boolean).join("\n") };
}

function sentence(root) {
  const { said, source, plain } = words(root);
  return {
    "text/plain": blob(plain, "text/plain"),
    "text/html": blob(`<p>${escaped(said)}</p><p><small>${escaped(source)}</small></p>`, "text/html"),
  };
}

async function picture(root) {
  const { views } = await import("./charts.js");
  const view = views.get(root);
  if (!view) throw new Error("the chart is not drawn");
  const canvas = await view.toCanvas(2);
  return { png: await new Promise((done) => canvas.toBlob(done, "image/png")), url: canvas.toDataURL("image/png"), width: canvas.width / 2 };
}

async function chart(root) {
  const { title, said, source, plain } = words(root);
  const { png, url, width } = await picture(root);
  const html = `<p><strong>${escaped(title)}</strong></p><p><img src="${url}" width="${width}" alt="${escaped(said).replaceAll('"', "&quot;")}"></p><p><small>${escaped(source)}</small></p>`;
  return { "text/plain": blob(plain, "text/plain"), "text/html": blob(html, "text/html"), "image/png": png };
}

const KINDS = { text: sentence, chart };

async function copy(button, root) {
  const label = button.dataset.label ?? (button.dataset.label = button.textContent);
  try {
    await navigator.clipboard.write([new ClipboardItem(await KINDS[button.dataset.copy](root))]);
    button.textContent = button.dataset.done;
  } catch (problem) {
    console.warn("Copying failed:", problem.message);
    button.textContent = button.dataset.failed;
  }
  setTimeout(() => (button.textContent = label), 4000);
}

export function enliven(roots) {
  if (!navigator.clipboard?.write) return; // the browser offers it on secure addresses alone
  for (const root of roots) {
    const button = root.querySelector("[data-copy]");
    if (!button || !button.hidden) continue;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => copy(button, root));
  }
}
