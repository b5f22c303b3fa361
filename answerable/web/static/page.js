// Leaving faster than a link can, and asking before the time is over. Every page works without this.
(function () {
  var exit = document.querySelector("a.page-exit");
  var plain = document.querySelector("a.page-plain");
  var presses = [];

  // What is typed is kept on our side every few seconds, so that a fast way out loses nothing.
  var form = document.getElementById("say");
  var typed = false;
  function kept() {
    var data = new FormData(form);
    data.set("do", "keep");
    typed = false;
    return data;
  }
  if (form) {
    form.addEventListener("input", function () { typed = true; });
    form.addEventListener("submit", function () { typed = false; });
    setInterval(function () {
      if (typed) {
        fetch(form.action, { method: "POST", body: kept(), credentials: "same-origin", redirect: "manual" })
          .then(function (answer) { answer.status === 403 ? leave(plain) : wait(); });
      }
    }, 5000);
  }

  // Blank at once; the place of this page in the history goes to where it leads.
  function leave(link) {
    document.documentElement.className += " page-gone";
    document.title = "";
    if (typed) {
      navigator.sendBeacon(form.action, kept());
    }
    window.location.replace(link.href);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.page-exit, a.page-plain");
    if (link) {
      event.preventDefault();
      leave(link);
    }
  });

  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    var now = Date.now();
    presses = presses.filter(function (at) { return now - at < 5000; }).concat(now);
    if (presses.length >= 3) {
      leave(exit);
    }
  });

  // A browser that opens its windows again brings back what was open: closing a page ends it here.
  // The server knows whether another page came in the place of this one.
  window.addEventListener("pagehide", function () {
    var turn = document.body.getAttribute("data-turn");
    if (!turn || !navigator.sendBeacon) {
      return;
    }
    if (typed) {
      navigator.sendBeacon(form.action, kept());
    }
    var data = new FormData();
    data.set("turn", turn);
    data.set("csrfmiddlewaretoken", document.body.getAttribute("data-csrf"));
    navigator.sendBeacon(document.body.getAttribute("data-gone"), data);
  });

  // A page that a browser kept and shows again asks whether it may still be shown.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      document.documentElement.className += " page-gone";
      window.location.reload();
    }
  });

  var idle = document.getElementById("idle");
  if (!idle) {
    return;
  }
  var ask, end, since;
  function wait() {
    since = Date.now();
    idle.hidden = true;
    clearTimeout(ask);
    clearTimeout(end);
    ask = setTimeout(function () { idle.hidden = false; }, 8 * 60 * 1000);
    end = setTimeout(function () { leave(plain); }, 10 * 60 * 1000);
  }
  document.getElementById("stay").addEventListener("click", function (event) {
    event.preventDefault();
    fetch(event.target.href, { credentials: "same-origin" })
      .then(function (answer) { answer.status === 204 ? wait() : leave(plain); });
  });
  // A phone that slept in a pocket counted nothing meanwhile.
  document.addEventListener("visibilitychange", function () {
    if (!document.hidden && Date.now() - since > 10 * 60 * 1000) {
      leave(plain);
    }
  });
  wait();
})();
