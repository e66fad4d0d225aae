/* Nothing a child has put down is lost. Every change is sent within a moment, one at a time; what is on
   its way lies encrypted on the device until the server has said that it has it. */
(function () {
  "use strict";
  const PAUSE = 900;
  const RETRY = 4000;
  const PREFIX = "snak-";
  const HERE = "snak-here";
  const OLDEST = 30 * 24 * 3600 * 1000;

  function bytes(text) { return Uint8Array.from(atob(text), function (c) { return c.charCodeAt(0); }); }
  function text(array) { return btoa(Array.from(new Uint8Array(array), function (b) { return String.fromCharCode(b); }).join("")); }
  function hex(array) { return Array.from(array, function (b) { return b.toString(16).padStart(2, "0"); }).join(""); }

  /* Enough to see whether a thing is still the same, without keeping the thing. */
  function mark(value) {
    const all = JSON.stringify(value === undefined ? "" : value);
    let sum = 2166136261;
    for (let n = 0; n < all.length; n += 1) { sum = Math.imul(sum ^ all.charCodeAt(n), 16777619); }
    return all.length + "." + (sum >>> 0);
  }

  /* What lies in a drawer: when it was put there, a number of its own, the closed words. A drawer from
     before drawers had a time gets one now. Nobody comes back to one that is a month old. */
  function tidy() {
    try {
      Object.keys(localStorage).filter(function (name) { return name.startsWith(PREFIX); }).forEach(function (name) {
        const parts = localStorage.getItem(name).split(".");
        if (parts.length < 3) { localStorage.setItem(name, Date.now() + "." + parts.join(".")); }
        else if (Date.now() - Number(parts[0]) > OLDEST) { localStorage.removeItem(name); }
      });
    } catch (_closed) { /* No place to tidy. */ }
  }

  /* So that the page that follows knows which drawer was this browser's own. */
  function remember(name) {
    try { sessionStorage.setItem(HERE, name + " " + Date.now()); } catch (_closed) { /* It says nothing then. */ }
  }

  /* A drawer on the device that only this conversation's key opens. Without a key, or where the browser
     has no safe place: nothing is put there, and words wait in the page. */
  async function drawer(raw) {
    if (!raw || !window.crypto || !crypto.subtle) { return { put: async function () {}, take: async function () { return {}; } }; }
    const key = await crypto.subtle.importKey("raw", bytes(raw), "AES-GCM", false, ["encrypt", "decrypt"]);
    const print = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(raw)));
    const name = PREFIX + hex(print.slice(0, 8));
    tidy();
    return {
      put: async function (things) {
        remember(name);
        try {
          if (!Object.keys(things).length) { localStorage.removeItem(name); return; }
          const iv = crypto.getRandomValues(new Uint8Array(12));
          const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: iv }, key, new TextEncoder().encode(JSON.stringify(things)));
          localStorage.setItem(name, Date.now() + "." + text(iv) + "." + text(closed));
        } catch (_full) { /* The page still holds the words. */ }
      },
      take: async function () {
        try {
          const parts = localStorage.getItem(name).split(".").slice(-2);
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

  /* `settle(step, name, mine, theirs, isContested)` is asked where something of this device meets what the
     server has; contested is what another page has changed since this device last saw it. */
  function keeper(form, say, settle) {
    const page = hex(crypto.getRandomValues(new Uint8Array(8)));
    const turns = {};
    const writers = {};
    const known = {};
    const waiting = {};
    const refused = {};
    const aside = {};
    const alone = {};
    let box = null;
    let order = Promise.resolve();
    let timer = null;
    let sending = null;
    let closed = false;

    function know(step, turn, writer, values) {
      turns[step] = turn;
      writers[step] = writer;
      known[step] = values;
    }

    function isAny(things) { return Object.keys(things).length > 0; }

    function marks(step, fields) {
      const last = known[step] || {};
      return Object.fromEntries(Object.keys(fields).map(function (name) { return [name, mark(last[name])]; }));
    }

    function inDrawer() {
      const things = {};
      [waiting, refused].forEach(function (some) {
        Object.keys(some).forEach(function (step) {
          const fields = Object.assign({}, things[step] && things[step].fields, some[step]);
          things[step] = { base: turns[step] || 0, page: page, marks: marks(step, fields), fields: fields };
        });
      });
      Object.keys(aside).forEach(function (step) { things[step] = Object.assign({}, things[step], { aside: aside[step] }); });
      return things;
    }

    /* Writes to the drawer one after another, always what waits at that moment. */
    function stash() {
      order = order.then(function () { return box ? box.put(inDrawer()) : null; });
      return order;
    }

    function later(wait) {
      clearTimeout(timer);
      if (!closed) { timer = setTimeout(send, wait); }
    }

    function without(things, step, name) {
      if (!things[step]) { return; }
      things[step] = Object.assign({}, things[step]);
      delete things[step][name];
      if (!isAny(things[step])) { delete things[step]; }
    }

    function set(step, name, value) {
      waiting[step] = Object.assign({}, waiting[step]);
      waiting[step][name] = value;
      if (refused[step]) {
        without(refused, step, name);
        if (!refused[step]) { say("mended", step); }
      }
      stash();
      if (!closed) { say("saving"); later(PAUSE); }
    }

    /* What cannot stand beside another page's, and is not thrown away either. */
    function lay(step, name, value) {
      aside[step] = (aside[step] || []).filter(function (one) { return one.name !== name || mark(one.value) !== mark(value); });
      aside[step].push({ name: name, value: value });
      stash();
    }

    function lift(step, one) {
      aside[step] = aside[step].filter(function (other) { return other !== one; });
      if (!aside[step].length) { delete aside[step]; }
      stash();
    }

    /* After a refusal each part of an answer is sent by itself: what can be kept is. */
    function next(step) {
      if (!alone[step]) { return waiting[step]; }
      const name = Object.keys(waiting[step])[0];
      return { [name]: waiting[step][name] };
    }

    function post(step, fields, alive) {
      return fetch(form.dataset.saveUrl, {
        method: "POST", credentials: "same-origin", redirect: "error", keepalive: Boolean(alive),
        body: JSON.stringify(Object.assign({ step: step, turn: (turns[step] || 0) + 1, page: page }, fields)),
        headers: { "Content-Type": "application/json", "X-CSRFToken": token(form) },
      });
    }

    function send() {
      if (!sending) { sending = all().finally(function () { sending = null; }); }
      return sending;
    }

    /* One that the server cannot take does not hold the others back. */
    async function all() {
      const failed = {};
      let step = first(failed);
      while (step && !closed) {
        if (!(await one(step))) { failed[step] = true; }
        step = first(failed);
      }
      if (closed) { return; }
      if (isAny(failed)) { say("offline"); later(RETRY); return; }
      say(isAny(refused) ? "refused" : "saved");
    }

    function first(failed) { return Object.keys(waiting).find(function (step) { return !failed[step]; }); }

    async function one(step) {
      const fields = next(step);
      let answer;
      let body = {};
      try {
        answer = await post(step, fields);
        if (answer.ok || answer.status === 400) { body = await answer.json(); }
      } catch (_noLine) { answer = null; }
      if (answer && answer.status === 410) { closed = true; say("closed"); return false; }
      if (answer && answer.status === 400) { refuse(step, fields, body.refused); }
      else if (!answer || !answer.ok) { return false; }
      else if (body.late) { late(step, body); }
      else { done(step, fields, body.turn); }
      await stash();
      return true;
    }

    function unchanged(step, fields) {
      return Object.keys(fields).filter(function (name) { return waiting[step] && waiting[step][name] === fields[name]; });
    }

    function done(step, fields, turn) {
      know(step, turn, page, Object.assign({}, known[step], fields));
      unchanged(step, fields).forEach(function (name) { without(waiting, step, name); });
      if (!waiting[step]) { delete alone[step]; }
    }

    function refuse(step, fields, why) {
      if (Object.keys(fields).length > 1) { alone[step] = true; return; }
      unchanged(step, fields).forEach(function (name) {
        refused[step] = Object.assign({}, refused[step], { [name]: fields[name] });
        without(waiting, step, name);
      });
      if (!waiting[step]) { delete alone[step]; }
      if (refused[step]) { say("refused", step, why); }
    }

    /* The server has something newer: of this very page, then it is sent again; of another, then they meet. */
    function late(step, kept) {
      if (kept.page === page) { turns[step] = kept.turn; return; }
      const mine = waiting[step] || {};
      const was = marks(step, kept);
      delete waiting[step];
      know(step, kept.turn, kept.page, { text: kept.text, drawing: kept.drawing, sharing: kept.sharing });
      Object.keys(known[step]).forEach(function (name) {
        const isMine = mine[name] !== undefined;
        settle(step, name, isMine ? mine[name] : known[step][name], known[step][name], isMine && mark(known[step][name]) !== was[name]);
      });
    }

    /* The page is put away: one last try for each, that goes on when the page is gone. */
    function leaving() {
      if (!closed) { Object.keys(waiting).forEach(function (step) { post(step, next(step), true).catch(function () {}); }); }
    }

    /* A drawer that this device filled after its page was the last to write holds what is newest. */
    function found(step, thing) {
      if (thing.aside) { aside[step] = thing.aside; }
      const isBehind = (turns[step] || 0) > thing.base && (!thing.page || writers[step] !== thing.page);
      const was = thing.marks || {};
      Object.keys(thing.fields || {}).forEach(function (name) {
        const theirs = (known[step] || {})[name];
        settle(step, name, thing.fields[name], theirs, isBehind && mark(theirs) !== was[name]);
      });
    }

    async function begin() {
      box = await drawer(form.dataset.key);
      const things = await box.take();
      Object.keys(things).forEach(function (step) { found(step, things[step]); });
      stash();
      if (isAny(waiting)) { later(0); }
    }

    /* Whether the server has everything; with `mayWait`, what it has refused may stay in the drawer. */
    async function flush(mayWait) {
      clearTimeout(timer);
      if (sending) { await sending; }
      await send();
      return !isAny(waiting) && (Boolean(mayWait) || !isAny(refused));
    }

    window.addEventListener("online", function () { later(0); });
    window.addEventListener("pagehide", leaving);
    document.addEventListener("visibilitychange", function () { if (document.hidden) { send(); } });
    return {
      set: set, know: know, begin: begin, flush: flush, lay: lay, lift: lift,
      aside: function () { return aside; },
      refused: function () { return Object.keys(refused); },
      isClosed: function () { return closed; },
    };
  }

  window.snakKeeper = keeper;
})();
