/* Nobody loses what they typed: text fields are sent to the server a few seconds after a change.
   Nothing is kept on the device. The words on the screen are never touched. */
(function () {
  "use strict";
  const PAUSE = 4000;
  const RETRY = 10000;
  const PATIENCE = 3000;
  const TEXT = "textarea, select, input";
  const NEVER = ["password", "file", "hidden", "submit", "button"];

  function kept(field) {
    return field.name && !NEVER.includes(field.type) && !field.classList.contains("no-draft");
  }

  function answers(form) {
    const body = new URLSearchParams();
    form.querySelectorAll(TEXT).forEach(function (field) {
      const chosen = !["checkbox", "radio"].includes(field.type) || field.checked;
      if (kept(field) && chosen) {
        if (field.multiple) {
          Array.from(field.selectedOptions).forEach(function (o) { body.append(field.name, o.value); });
        } else {
          body.append(field.name, field.value);
        }
      }
    });
    return body;
  }

  function clock() {
    const now = new Date();
    return String(now.getHours()).padStart(2, "0") + "." + String(now.getMinutes()).padStart(2, "0");
  }

  function pause(time) { return new Promise(function (wake) { setTimeout(wake, time); }); }

  function watch(form) {
    if (form.dataset.watched) { return; }
    form.dataset.watched = "yes";
    const status = form.querySelector("[data-draft-status]");
    let saved = answers(form).toString();
    let timer = null;
    let sending = null;
    let out = false;

    function unsaved() { return answers(form).toString() !== saved; }

    function say(text, trouble) {
      if (!status) { return; }
      if (status.firstChild && status.firstChild.textContent === text) { return; }
      status.textContent = text;
      status.dataset.state = trouble ? "trouble" : "calm";
    }

    function signedOut() {
      say(status ? status.dataset.signedOut : "", true);
      if (!status || status.querySelector("a")) { return; }
      const link = document.createElement("a");
      link.href = status.dataset.signInUrl;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = status.dataset.signIn;
      status.append(" ", link);
    }

    function later(wait) {
      clearTimeout(timer);
      timer = setTimeout(send, wait);
    }

    /* One at a time: whoever asks while a draft is on its way waits for that one. */
    function send() {
      if (!sending && unsaved()) { sending = post().finally(function () { sending = null; }); }
      return sending || Promise.resolve();
    }

    async function post() {
      const body = answers(form);
      try {
        const answer = await fetch(form.dataset.draftUrl, {
          method: "POST",
          body: body,
          redirect: "manual",
          credentials: "same-origin",
          headers: { "X-CSRFToken": window.skolespor.cookie("csrftoken"), "X-Requested-With": "XMLHttpRequest" },
        });
        out = answer.type === "opaqueredirect" || [401, 403].includes(answer.status);
        if (out) {
          signedOut();
          later(RETRY);
        } else if (answer.ok) {
          /* What the server could not keep yet, it says; then the page still holds it. */
          const words = answer.headers.get("X-Draft-Words");
          if (words) { say(decodeURIComponent(words), true); return; }
          saved = body.toString();
          say(status ? status.dataset.saved.replace("{time}", clock()) : "");
          if (unsaved()) { later(PAUSE); }
        } else {
          throw new Error(String(answer.status));
        }
      } catch (_problem) {
        say(status ? status.dataset.offline : "", true);
        later(RETRY);
      }
    }

    function leaving(event) {
      if (unsaved()) { event.preventDefault(); }
    }

    form.addEventListener("input", function () { later(PAUSE); });
    form.addEventListener("change", function () { later(PAUSE); });
    window.addEventListener("online", send);
    window.addEventListener("beforeunload", leaving);
    form.addEventListener("submit", async function (event) {
      clearTimeout(timer);
      if (unsaved() || sending) {
        /* The text is safe before the page is left: if nobody is signed in, we stay. */
        event.preventDefault();
        await Promise.race([send(), pause(PATIENCE)]);
        if (out) { return; }
        saved = answers(form).toString();
        form.requestSubmit(event.submitter);
        return;
      }
      /* Somebody may have signed in again in another tab: the hidden token is then out of date. */
      const token = window.skolespor.cookie("csrftoken");
      const hidden = form.querySelector("input[name=csrfmiddlewaretoken]");
      if (token && hidden) { hidden.value = token; }
      window.removeEventListener("beforeunload", leaving);
    });
  }

  function find() { document.querySelectorAll("form[data-draft-url]").forEach(watch); }

  document.addEventListener("DOMContentLoaded", find);
  document.addEventListener("htmx:afterSwap", find);
})();
