// Forms that make a passkey or prove one: the browser is asked when the button is pressed, and its answer is sent with the form.
const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

function opened(options) {
  const found = structuredClone(options.publicKey);
  found.challenge = decode(found.challenge);
  if (found.user) found.user.id = decode(found.user.id);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    for (const one of found[list] ?? []) one.id = decode(one.id);
  }
  return { publicKey: found };
}

function sealed(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = encode(credential.response[name]);
  }
  return {
    type: credential.type, id: credential.id, rawId: encode(credential.rawId), response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function asked(form) {
  const options = opened(JSON.parse(form.querySelector("[data-passkey-options]").textContent));
  const make = form.dataset.passkey === "create";
  return make ? navigator.credentials.create(options) : navigator.credentials.get(options);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const failed = form.querySelector("[data-passkey-failed]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(sealed(await asked(form)));
      form.submit();
    } catch {
      failed.hidden = false;
      failed.setAttribute("role", "alert");
    }
  });
}
