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
  const keeper = window.snakKeeper(form, say, settle);
  const AGAIN = 15000;
  let here = "hello";
  let leaving = "";

  function say(state, step, why) {
    if (step && home(step)) { note(step, state === "refused" ? why || form.dataset.refused : ""); }
    if (state === "mended") { return; }
    status.textContent = form.dataset[state] || "";
    status.dataset.state = ["saving", "saved"].includes(state) ? "calm" : "trouble";
  }

  /* What could not be kept is said where it stands, for the child to put right. */
  function note(step, words) {
    const line = document.createElement("p");
    line.className = "snak-wrong";
    line.textContent = words;
    place(step, "note").replaceChildren(...(words ? [line] : []));
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
    const section = home(step).closest("section");
    if (section.dataset.theme && !path().includes(section.id)) { return null; }
    return section.id;
  }

  /* Where something of this device meets what the server has, the child's newest stands. What another open
     page has changed meanwhile stands as well: words together, all else to choose from. */
  function settle(step, name, mine, theirs, isContested) {
    if (step === "here" || !home(step)) { return; }
    if (isContested && isSomething(theirs) && !isSame(mine, theirs)) { meet(step, name, mine, theirs); return; }
    put(step, name, mine);
    if (!isSame(mine, theirs)) { keeper.set(step, name, mine); }
  }

  function meet(step, name, mine, theirs) {
    if (name !== "text" || isChoice(field(step))) {
      put(step, name, theirs);
      keeper.lay(step, name, mine);
    } else {
      const both = together(mine, theirs, field(step).maxLength);
      if (both === null) { keeper.lay(step, name, theirs); }
      put(step, name, both === null ? mine : both);
      if (both !== theirs) { keeper.set(step, name, both === null ? mine : both); }
    }
    others(step);
  }

  /* Nothing where both do not fit: words are never cut. */
  function together(mine, theirs, longest) {
    if (theirs.includes(mine)) { return theirs; }
    if (mine.includes(theirs)) { return mine; }
    const both = theirs + "\n" + mine;
    return both.length <= longest ? both : null;
  }

  function home(step) { return form.querySelector("[data-step='" + step + "']"); }
  function isSame(one, other) { return JSON.stringify(one) === JSON.stringify(other); }
  function isSomething(thing) { return typeof thing === "string" ? Boolean(thing.trim()) : Boolean(thing && Object.keys(thing).length); }

  function put(step, name, value) {
    const first = field(step);
    if (name === "drawing") { putDrawing(step, value); }
    else if (name === "sharing") { all("sharing-" + step).forEach(function (one) { one.checked = one.value === value; }); }
    else if (first && isChoice(first)) { all("text-" + step).forEach(function (one) { one.checked = value.split(",").includes(one.value); }); }
    else if (first && first.value !== value) { first.value = value; }
    if (here === "read") { fill(); }
  }

  function putDrawing(step, drawing) {
    if (isSame(drawings[step] || {}, drawing)) { return; }
    drawings[step] = drawing;
    if (opened[step]) {
      opened[step] = false;
      board(home(step));
    }
  }

  function current(step, name) {
    if (name === "drawing") { return drawings[step] || {}; }
    return name === "sharing" ? (chosen("sharing-" + step)[0] || { value: "" }).value : answer(step);
  }

  /* A place of its own in a step, for what the script has to say there. */
  function place(step, kind) {
    const within = home(step);
    let found = within.querySelector("[data-" + kind + "]");
    if (!found) {
      found = document.createElement("div");
      found.setAttribute("data-" + kind, "");
      const nav = within.querySelector(".snak-nav");
      if (nav) { nav.before(found); } else { within.append(found); }
    }
    return found;
  }

  /* What the child has put down in another open page, to be taken instead. */
  function others(step) {
    const list = keeper.aside()[step] || [];
    if (home(step)) { place(step, "others").replaceChildren(...list.map(function (one) { return other(step, one); })); }
  }

  function other(step, one) {
    const part = document.getElementById("other-parts").content.firstElementChild.cloneNode(true);
    const words = part.querySelector("[data-other-words]");
    if (one.name === "drawing") { words.replaceWith(window.snakBoard.show(one.value, facts)); } else { words.textContent = inWords(step, one); }
    part.querySelector("button").addEventListener("click", function () {
      const instead = current(step, one.name);
      keeper.lift(step, one);
      if (isSomething(instead)) { keeper.lay(step, one.name, instead); }
      put(step, one.name, one.value);
      keeper.set(step, one.name, one.value);
      others(step);
      if (step === "cards") { feet(); }
      home(step).closest("section").focus({ preventScroll: true });
    });
    return part;
  }

  function inWords(step, one) {
    const first = field(step);
    if (one.name === "text" && !isChoice(first)) { return one.value; }
    const taken = all((one.name === "text" ? "text-" : "sharing-") + step).filter(function (choice) { return one.value.split(",").includes(choice.value); });
    return taken.map(function (choice) { return choice.closest("label").textContent.trim(); }).join(", ");
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

  function able(is) {
    Array.from(form.elements).forEach(function (one) { if (/^(text|sharing)-/.test(one.name)) { one.disabled = !is; } });
  }

  /* Stop, not today, it fits: everything is with the server before the page is left, and it is left once,
     however often one taps. A child may stop with something that could not be kept; it waits on the device. */
  async function leave(event) {
    if (leaving === "ready") { leaving = "gone"; return; }
    event.preventDefault();
    if (leaving) { return; }
    leaving = "sending";
    const button = event.submitter;
    const isAll = await keeper.flush(Boolean(button) && button.value === "stop");
    if (!isAll) { leaving = ""; stay(); return; }
    leaving = "ready";
    able(false);
    form.requestSubmit(button);
    setTimeout(function () { leaving = ""; able(true); }, AGAIN);
  }

  function stay() {
    const refused = keeper.refused().filter(home);
    if (keeper.isClosed()) { say("closed"); }
    else if (!refused.length) { say("offline"); }
    else {
      say("refused");
      visit(whereIs(refused[0]) || "cards");
    }
  }

  function begin() {
    form.querySelectorAll("[data-script]").forEach(function (one) { one.hidden = false; });
    form.querySelectorAll("[data-step]").forEach(function (one) {
      const step = one.dataset.step;
      const kept = one.querySelector("script[type='application/json']");
      if (kept) { drawings[step] = JSON.parse(kept.textContent); }
      keeper.know(step, Number(one.dataset.turn), one.dataset.page, { text: answer(step), drawing: current(step, "drawing"), sharing: current(step, "sharing") });
    });
    keeper.know("here", Number(form.dataset.hereTurn), "", {});
    form.addEventListener("input", changed);
    form.addEventListener("keydown", enter);
    form.addEventListener("click", pressed);
    form.addEventListener("submit", leave);
    window.addEventListener("popstate", function () { show(location.hash.slice(1) || "hello", true); });
    window.addEventListener("pageshow", function (event) { if (event.persisted) { location.reload(); } });
    keeper.begin().then(function () {
      Object.keys(keeper.aside()).forEach(others);
      show(location.hash.slice(1) || form.dataset.here || "hello", false);
      steps.forEach(function (one) { if (one.dataset.theme && hasDrawing(one.dataset.step)) { board(one); } });
      form.dataset.ready = "yes";
    });
    show(location.hash.slice(1) || form.dataset.here || "hello", false);
  }

  begin();
})();
