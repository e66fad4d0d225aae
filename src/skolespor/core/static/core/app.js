/* Behaviour of the design system, also for parts that htmx has put into the page. */
(function () {
  "use strict";

  function cookie(name) {
    const found = document.cookie.split("; ").find(function (part) { return part.startsWith(name + "="); });
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  /* DKFDS.init() would draw the main menu's "more" button once again: parts are woken one by one. */
  function wake(part) {
    const each = function (selector, start) {
      if (part.matches(selector)) { start(part); }
      part.querySelectorAll(selector).forEach(start);
    };
    each(".accordion", function (e) { new DKFDS.Accordion(e).init(); });
    each(".alert.has-close", function (e) { new DKFDS.Alert(e).init(); });
    each(".form-limit", function (e) { new DKFDS.CharacterLimit(e).init(); });
    each(".js-checkbox-toggle-content", function (e) { new DKFDS.CheckboxToggleContent(e).init(); });
    each(".js-radio-toggle-group", function (e) { new DKFDS.RadioToggleGroup(e).init(); });
    each(".js-dropdown", function (e) { new DKFDS.Dropdown(e).init(); });
    each(".fds-modal", function (e) { new DKFDS.Modal(e).init(); });
    each("[data-module='error-summary']", function (e) { new DKFDS.ErrorSummary(e).init(); });
    each("table.table-md-responsive-headers", function (e) { new DKFDS.ResponsiveTable(e); });
    each(".tooltip-wrapper", function (e) { new DKFDS.Tooltip(e).init(); });
  }

  function translateMore() {
    const menu = document.querySelector(".navigation-menu .nav[data-more]");
    const more = document.querySelector(".more-button span");
    if (menu && more) { more.textContent = menu.dataset.more; }
  }

  /* A button can be pressed once: a second press would send the form twice. */
  function once(event) {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get") { return; }
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 4000) { event.preventDefault(); return; }
    form.dataset.sent = String(Date.now());
  }

  /* A passkey that was not accepted, or a person who changed their mind: say so in words. */
  function passkeyFailed() {
    const trouble = document.getElementById("passkey-trouble");
    if (trouble) { trouble.hidden = false; trouble.focus(); }
  }

  document.addEventListener("DOMContentLoaded", function () {
    DKFDS.init();
    translateMore();
    document.addEventListener("submit", once);
    document.addEventListener("allauth.error", function (event) { event.preventDefault(); passkeyFailed(); });
    document.addEventListener("htmx:afterSwap", function (event) { wake(event.target); });
    document.addEventListener("htmx:configRequest", function (event) {
      event.detail.headers["X-CSRFToken"] = cookie("csrftoken");
    });
  });

  window.skolespor = { cookie: cookie };
})();
