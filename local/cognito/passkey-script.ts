/** Asks the browser for what the page's form says, and sends the form with the answer. */
export const passkeyScript = `
const form = document.getElementById("passkey");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { ask, options } = form.dataset;
  try {
    const credential = ask === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)) });
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    const box = document.createElement("div");
    const text = document.createElement("p");
    box.className = "message bad";
    text.textContent = error.name + ": " + error.message;
    box.append(text);
    document.getElementById("errors").replaceChildren(box);
  }
});
`;
