// Passkeys: the browser asks one, with the scripts that django-allauth brings. No page but those of
// signing in has this, and it says in words what went wrong.
const form = document.querySelector("form[data-passkey]");
const ways = { login: ["loginForm", "login"], again: ["authenticateForm", "authenticate"], make: ["signupForm", "signup"] };
const [way, name] = ways[form.dataset.passkey];
const options = form.dataset.options && JSON.parse(form.dataset.options);
const button = document.getElementById("passkey-button");

button.type = "button";
window.allauth.webauthn.forms[way]({
  ids: { [name]: "passkey-button", credential: "credential" },
  data: { creation_options: options, request_options: options },
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = form.querySelector("[data-passkey-error]");
  said.className = "govuk-error-message";
  said.textContent = "The browser got nothing from a passkey. Try again; if it does not ask for one, it may not be able to.";
});
