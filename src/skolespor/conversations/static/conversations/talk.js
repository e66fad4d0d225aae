/* One thing at a time. The page holds every step as a section; without this script it is one form. */
(function () {
  "use strict";
  const form = document.getElementById("snak");
  const facts = JSON.parse(document.getElementById("board-facts").textContent);
  const status = document.getElementById("status");
  const steps = Array.from(document.querySelectorAll("section.step"));
  const most = Number(form.dataset.mostCards);
  const drawings = {};
  const opened = {};
  const keeper = window.snakKeeper(form, say);
  let here = "hello";
  let sent = false;

  function say(state) {
    status.textContent = form.dataset[state] || "";
    status.dataset.state = ["saving", "saved"].includes(state) ? "calm" : "trouble";
  }

  function field(step) { return form.querySelector("[name='text-" + step + "']"); }
  function all(name) { return Array.from(form.querySelectorAll("[name='" + name + "']")); }
  function chosen(name) { return all(name).filter(function (one) { return one.checked; }); }
  function isChoice(one) { return one.type === "radio" || one.type === "checkbox"; }

  function answer(step) {
    const first = field(step);
    if (!first) { return ""; }
    return isChoice(first) ? chosen("text-" + step).map(function (one) { return one.value; }).join(",") : first.value;
  }

  /* Which steps there are now: the questions of the cards that were chosen. */
  function path() {
    const cards = answer("cards").split(",");
    return steps.filter(function (one) { return !one.dataset.theme || cards.includes(one.dataset.theme); }).map(function (one) { return one.id; });
  }

  function feet() {
    const way = path();
    const at = way.indexOf(here);
    document.getElementById("feet").replaceChildren(...way.map(function (_step, n) { return foot(n < at ? "done" : n === at ? "here" : ""); }));
    document.getElementById("progress").textContent = form.dataset.of.replace("{n}", at + 1).replace("{all}", way.length);
  }

  function foot(state) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 80 100");
    svg.setAttribute("class", "foot " + state);
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    shape.setAttribute("d", "M40 34c18 0 26 14 24 30-2 12-8 14-9 22-1 7-6 10-15 10s-14-3-15-10c-1-8-7-10-9-22-2-16 6-30 24-30zM16 26a6 7 0 1 1 .1 0zM33 17a6 7 0 1 1 .1 0zM51 18a6 7 0 1 1 .1 0zM66 28a5 6 0 1 1 .1 0z");
    svg.append(shape);
    return svg;
  }

  function show(step, focus) {
    here = path().includes(step) ? step : "hello";
    steps.forEach(function (one) { one.hidden = one.id !== here; });
    if (here === "read") { fill(); }
    if (here === "drawing") { board(document.getElementById("drawing")); }
    feet();
    if (window.speechSynthesis) { window.speechSynthesis.cancel(); }
    if (focus) {
      document.getElementById(here).focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }

  function go(by) {
    const way = path();
    const to = way[Math.max(0, Math.min(way.length - 1, way.indexOf(here) + by))];
    visit(to);
  }

  function visit(to) {
    if (to === here) { return; }
    history.pushState(null, "", "#" + to);
    show(to, true);
    keeper.set("here", "text", to);
  }

  /* Drawing boards are made when they are asked for. */
  function board(section) {
    const step = section.dataset.step;
    const root = section.querySelector("[data-board]");
    const button = section.querySelector("[data-draw]");
    root.hidden = false;
    if (button) { button.setAttribute("aria-expanded", "true"); }
    if (opened[step]) { return; }
    opened[step] = true;
    window.snakBoard.open(root, facts, drawings[step] || {}, function (drawing) {
      drawings[step] = drawing;
      keeper.set(step, "drawing", drawing);
    });
  }

  function hasDrawing(step) { return Boolean(drawings[step] && Object.keys(drawings[step]).length); }

  /* Reading it together: what was answered, as it stands. */
  function fill() {
    let some = false;
    document.querySelectorAll("[data-item]").forEach(function (item) {
      const step = item.dataset.item;
      const text = answer(step);
      const is = Boolean(text.trim()) || hasDrawing(step);
      item.hidden = !is;
      some = some || is;
      if (is) { fillOne(item, step, text); }
    });
    const nothing = document.getElementById("nothing");
    nothing.hidden = some;
    nothing.textContent = form.dataset.nothing;
  }

  function fillOne(item, step, text) {
    const mirror = item.querySelector("[data-mirror]");
    const words = item.querySelector("[data-chosen]");
    const picture = item.querySelector("[data-picture]");
    if (mirror) {
      mirror.value = text;
    } else {
      words.hidden = false;
      words.textContent = chosen("text-" + step)[0].dataset.words;
    }
    picture.hidden = !hasDrawing(step);
    picture.replaceChildren();
    if (hasDrawing(step)) {
      const shown = window.snakBoard.show(drawings[step], facts);
      shown.setAttribute("aria-labelledby", "item-" + step);
      picture.append(shown);
    }
  }

  function whereIs(step) {
    const home = form.querySelector("[data-step='" + step + "']").closest("section");
    if (home.dataset.theme && !path().includes(home.id)) { return null; }
    return home.id;
  }

  /* What was typed and did not reach the server the last time. Where both have something new, both stay. */
  function apply(step, fields, isBehind) {
    if (fields.drawing !== undefined && !isBehind) { drawings[step] = fields.drawing; keeper.set(step, "drawing", fields.drawing); }
    if (fields.sharing && !isBehind) {
      all("sharing-" + step).forEach(function (one) { one.checked = one.value === fields.sharing; });
      keeper.set(step, "sharing", fields.sharing);
    }
    if (fields.text !== undefined && step !== "here") { applyText(step, fields.text, isBehind); }
  }

  function applyText(step, text, isBehind) {
    const first = field(step);
    if (!first || text === answer(step)) { return; }
    if (isChoice(first)) {
      if (isBehind) { return; }
      all("text-" + step).forEach(function (one) { one.checked = text.split(",").includes(one.value); });
    } else {
      const both = isBehind && first.value && !first.value.includes(text) ? first.value + "\n" + text : first.value;
      const wanted = isBehind && first.value ? both : text;
      if (wanted === first.value) { return; }
      first.value = wanted.slice(0, first.maxLength);
    }
    keeper.set(step, "text", answer(step));
  }

  function changed(event) {
    const one = event.target;
    if (one.dataset.mirror) {
      field(one.dataset.mirror).value = one.value;
      keeper.set(one.dataset.mirror, "text", one.value);
    } else if (one.name && one.name.startsWith("sharing-")) {
      keeper.set(one.name.slice(8), "sharing", one.value);
    } else if (one.name && one.name.startsWith("text-")) {
      const step = one.name.slice(5);
      if (step === "cards" && chosen("text-cards").length > most) { one.checked = false; say("tooMany"); return; }
      keeper.set(step, "text", answer(step));
      if (step === "cards") { feet(); }
    }
  }

  /* With one key and Tab alone: Enter chooses a card, and walks through faces and numbers. */
  function enter(event) {
    const one = event.target;
    if (event.key !== "Enter" || !isChoice(one)) { return; }
    event.preventDefault();
    if (one.type === "checkbox") { one.click(); return; }
    const group = all(one.name);
    const next = one.checked ? group[(group.indexOf(one) + 1) % group.length] : one;
    next.focus();
    next.click();
  }

  function pressed(event) {
    const button = event.target.closest("button");
    if (!button) { return; }
    if (button.dataset.go) { go(button.dataset.go === "back" ? -1 : 1); }
    if (button.dataset.draw !== undefined) { board(button.closest("section")); }
    if (button.dataset.correct) { visit(whereIs(button.dataset.correct) || "cards"); }
  }

  /* Stop, not today, it fits: everything is with the server before the page is left. */
  async function leave(event) {
    if (sent) { return; }
    event.preventDefault();
    const button = event.submitter;
    if (!(await keeper.flush())) { say(keeper.isClosed() ? "closed" : "offline"); return; }
    sent = true;
    Array.from(form.elements).forEach(function (one) { if (/^(text|sharing)-/.test(one.name)) { one.disabled = true; } });
    form.requestSubmit(button);
  }

  function begin() {
    form.querySelectorAll("[data-script]").forEach(function (one) { one.hidden = false; });
    form.querySelectorAll("[data-step]").forEach(function (one) {
      keeper.know(one.dataset.step, Number(one.dataset.turn));
      const kept = one.querySelector("script[type='application/json']");
      if (kept) { drawings[one.dataset.step] = JSON.parse(kept.textContent); }
    });
    keeper.know("here", Number(form.dataset.hereTurn));
    form.addEventListener("input", changed);
    form.addEventListener("keydown", enter);
    form.addEventListener("click", pressed);
    form.addEventListener("submit", leave);
    window.addEventListener("popstate", function () { show(location.hash.slice(1) || "hello", true); });
    window.addEventListener("pageshow", function (event) { if (event.persisted) { location.reload(); } });
    keeper.begin(apply).then(function () {
      show(location.hash.slice(1) || form.dataset.here || "hello", false);
      steps.forEach(function (one) { if (one.dataset.theme && hasDrawing(one.dataset.step)) { board(one); } });
      form.dataset.ready = "yes";
    });
    show(location.hash.slice(1) || form.dataset.here || "hello", false);
  }

  begin();
})();
