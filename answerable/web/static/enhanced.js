// Before anything is drawn: the browser runs scripts, so components may show their scripted form.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
