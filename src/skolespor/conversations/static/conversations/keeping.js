/* Nothing a child has put down is lost. Every change is sent within a moment, one at a time; what is on
   its way lies encrypted on the device until the server has said that it has it. */
(function () {
  "use strict";
  const PAUSE = 900;
  const RETRY = 4000;
  const PREFIX = "snak-";

  function bytes(text) { return Uint8Array.from(atob(text), function (c) { return c.charCodeAt(0); }); }
  function text(array) { return btoa(Array.from(new Uint8Array(array), function (b) { return String.fromCharCode(b); }).join("")); }

  /* A drawer on the device that only this conversation's key opens. Without a key, or where the browser
     has no safe place: nothing is put there, and words wait in the page. */
  async function drawer(raw) {
    if (!raw || !window.crypto || !crypto.subtle) { return { put: async function () {}, take: async function () { return {}; } }; }
    const key = await crypto.subtle.importKey("raw", bytes(raw), "AES-GCM", false, ["encrypt", "decrypt"]);
    const print = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(raw)));
    const name = PREFIX + Array.from(print.slice(0, 8), function (b) { return b.toString(16).padStart(2, "0"); }).join("");
    return {
      put: async function (things) {
        try {
          if (!Object.keys(things).length) { localStorage.removeItem(name); return; }
          const iv = crypto.getRandomValues(new Uint8Array(12));
          const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: iv }, key, new TextEncoder().encode(JSON.stringify(things)));
          localStorage.setItem(name, text(iv) + "." + text(closed));
        } catch (_full) { /* The page still holds the words. */ }
      },
      take: async function () {
        try {
          const parts = localStorage.getItem(name).split(".");
          const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(parts[0]) }, key, bytes(parts[1]));
          return JSON.parse(new TextDecoder().decode(open));
        } catch (_nothing) { return {}; }
      },
    };
  }

  function token(form) {
    const found = document.cookie.split("; ").find(function (part) { return part.startsWith("csrftoken="); });
    return found ? decodeURIComponent(found.slice(10)) : form.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  function keeper(form, say) {
    const turns = {};
    const waiting = {};
    let box = null;
    let order = Promise.resolve();
    let timer = null;
    let sending = null;
    let closed = false;

    /* Writes to the drawer one after another, always what waits at that moment. */
    function stash() {
      order = order.then(function () {
        if (!box) { return null; }
        const things = {};
        Object.keys(waiting).forEach(function (step) { things[step] = { base: turns[step] || 0, fields: waiting[step] }; });
        return box.put(things);
      });
      return order;
    }

    function later(wait) {
      clearTimeout(timer);
      if (!closed) { timer = setTimeout(send, wait); }
    }

    function set(step, field, value) {
      waiting[step] = Object.assign({}, waiting[step]);
      waiting[step][field] = value;
      stash();
      if (!closed) { say("saving"); later(PAUSE); }
    }

    function body(step) { return JSON.stringify(Object.assign({ step: step, turn: (turns[step] || 0) + 1 }, waiting[step])); }

    function post(step, alive) {
      return fetch(form.dataset.saveUrl, {
        method: "POST", body: body(step), credentials: "same-origin", redirect: "error", keepalive: Boolean(alive),
        headers: { "Content-Type": "application/json", "X-CSRFToken": token(form) },
      });
    }

    function send() {
      if (!sending) { sending = all().finally(function () { sending = null; }); }
      return sending;
    }

    async function all() {
      while (Object.keys(waiting).length && !closed) {
        if (!(await one(Object.keys(waiting)[0]))) { return; }
      }
      if (!closed && !Object.keys(waiting).length) { say("saved"); }
    }

    async function one(step) {
      const fields = waiting[step];
      const mine = (turns[step] || 0) + 1;
      let answer;
      try { answer = await post(step); } catch (_noLine) { answer = null; }
      if (answer && answer.status === 410) { closed = true; say("closed"); return false; }
      if (answer && answer.status === 400) { delete waiting[step]; await stash(); say("refused"); return true; }
      if (!answer || !answer.ok) { say("offline"); later(RETRY); return false; }
      turns[step] = (await answer.json()).turn;
      if (turns[step] === mine && waiting[step] === fields) { delete waiting[step]; }
      await stash();
      return true;
    }

    /* The page is put away: one last try for each, that goes on when the page is gone. */
    function leaving() {
      if (!closed) { Object.keys(waiting).forEach(function (step) { post(step, true).catch(function () {}); }); }
    }

    async function begin(apply) {
      box = await drawer(form.dataset.key);
      const found = await box.take();
      Object.keys(found).forEach(function (step) { apply(step, found[step].fields, (turns[step] || 0) > found[step].base); });
      stash();
      if (Object.keys(waiting).length) { later(0); }
    }

    async function flush() {
      clearTimeout(timer);
      if (sending) { await sending; }
      await send();
      return !Object.keys(waiting).length;
    }

    window.addEventListener("online", function () { later(0); });
    window.addEventListener("pagehide", leaving);
    document.addEventListener("visibilitychange", function () { if (document.hidden) { send(); } });
    return { set: set, know: function (step, turn) { turns[step] = turn; }, begin: begin, flush: flush, isClosed: function () { return closed; } };
  }

  window.snakKeeper = keeper;
})();
