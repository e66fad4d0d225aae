/* A sheet to draw on: finger, pen or mouse; with keys one puts signs down and moves them. */
(function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const STEP = 20;
  const SIZE = 70;

  function make(name, facts, into) {
    const part = document.createElementNS(SVG, name);
    Object.keys(facts).forEach(function (key) { part.setAttribute(key, facts[key]); });
    if (into) { into.append(part); }
    return part;
  }

  function byName(list) { return Object.fromEntries(list.map(function (one) { return [one[0], one]; })); }

  function path(points) {
    const rest = points.length > 1 ? points.slice(1) : points;
    return "M" + points[0].join(" ") + rest.map(function (p) { return "L" + p.join(" "); }).join("");
  }

  /* The same picture as the server's `promises.drawings.picture_of`. */
  function show(drawing, facts, into) {
    const colours = byName(facts.colours);
    const signs = byName(facts.signs);
    into.setAttribute("viewBox", "0 0 " + facts.w + " " + facts.h);
    into.replaceChildren();
    drawing.strokes.forEach(function (one) {
      make("path", { d: path(one.p), fill: "none", stroke: colours[one.c][1], "stroke-width": one.s, "stroke-linecap": "round", "stroke-linejoin": "round" }, into);
    });
    return drawing.signs.map(function (one) {
      return make("path", { d: signs[one.k][1], fill: colours[one.c][1], transform: "translate(" + one.x + " " + one.y + ") scale(" + one.r / 50 + ")" }, into);
    });
  }

  function empty(facts) { return { w: facts.w, h: facts.h, strokes: [], signs: [] }; }
  function copy(thing) { return JSON.parse(JSON.stringify(thing)); }
  function within(value, low, high) { return Math.max(low, Math.min(high, Math.round(value))); }

  function board(root, facts, initial, changed) {
    const names = byName(facts.signs);
    let drawing = Object.keys(initial).length ? copy(initial) : empty(facts);
    let history = [];
    let colour = facts.colours[0][0];
    let line = facts.lines[1][0];
    let stroke = null;
    let held = null;
    let finger = null;
    root.replaceChildren(document.getElementById("board-parts").content.cloneNode(true));
    const sheet = root.querySelector(".sheet");
    const told = root.querySelector("[data-told]");
    const words = root.querySelector("[data-moved]").dataset;

    function remember() {
      history.push(copy(drawing));
      if (history.length > 60) { history.shift(); }
    }

    function draw(focus) {
      show(drawing, facts, sheet).forEach(function (part, n) {
        const sign = drawing.signs[n];
        part.setAttribute("tabindex", "0");
        part.setAttribute("role", "button");
        part.setAttribute("aria-label", names[sign.k][2]);
        part.dataset.sign = n;
        if (n === focus) { part.focus({ preventScroll: true }); }
      });
    }

    function keep() { changed(drawing.strokes.length || drawing.signs.length ? copy(drawing) : {}); }
    function tell(what) { told.textContent = ""; setTimeout(function () { told.textContent = what; }, 50); }

    function point(event) {
      const frame = sheet.getBoundingClientRect();
      return [within((event.clientX - frame.left) / frame.width * facts.w, 0, facts.w), within((event.clientY - frame.top) / frame.height * facts.h, 0, facts.h)];
    }

    function isFull() {
      const points = drawing.strokes.reduce(function (sum, one) { return sum + one.p.length; }, 0);
      const full = drawing.strokes.length >= facts.most[0] || points >= facts.most[1] - 1 || drawing.signs.length >= facts.most[2];
      if (full) { tell(words.full); }
      return full;
    }

    /* One finger draws at a time: a palm, or another child's hand, is not part of the line. */
    function down(event) {
      if (event.button > 0 || finger !== null) { return; }
      event.preventDefault();
      sheet.setPointerCapture(event.pointerId);
      const isSign = event.target.dataset.sign !== undefined;
      if (!isSign && isFull()) { return; }
      remember();
      finger = event.pointerId;
      if (isSign) { held = Number(event.target.dataset.sign); draw(held); return; }
      stroke = { c: colour, s: line, p: [point(event)] };
      drawing.strokes.push(stroke);
      draw();
    }

    function add(event) {
      const last = stroke.p[stroke.p.length - 1];
      const next = point(event);
      if (Math.hypot(next[0] - last[0], next[1] - last[1]) < 3 || isFull()) { return; }
      stroke.p.push(next);
    }

    function move(event) {
      if (event.pointerId !== finger) { return; }
      if (held !== null) {
        const to = point(event);
        Object.assign(drawing.signs[held], { x: to[0], y: to[1] });
        draw(held);
      } else if (stroke) {
        (event.getCoalescedEvents ? event.getCoalescedEvents() : [event]).forEach(add);
        const strokes = sheet.querySelectorAll("path[fill=none]");
        strokes[strokes.length - 1].setAttribute("d", path(stroke.p));
      }
    }

    function up(event) {
      if (event.pointerId !== finger) { return; }
      finger = null;
      stroke = null;
      held = null;
      keep();
    }

    function put(kind) {
      if (finger !== null || isFull()) { return; }
      remember();
      const n = drawing.signs.length;
      drawing.signs.push({ k: kind, c: colour, x: within(facts.w / 2 + (n % 5 - 2) * 90, 0, facts.w), y: within(facts.h / 2 + (n % 3 - 1) * 90, 0, facts.h), r: SIZE });
      draw(n);
      tell(words.put + ": " + names[kind][2]);
      keep();
    }

    const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const SIZES = { "+": 10, "-": -10 };

    function key(event) {
      if (finger !== null || event.target.dataset.sign === undefined) { return; }
      const n = Number(event.target.dataset.sign);
      const sign = drawing.signs[n];
      if (MOVES[event.key]) {
        remember();
        Object.assign(sign, { x: within(sign.x + MOVES[event.key][0], 0, facts.w), y: within(sign.y + MOVES[event.key][1], 0, facts.h) });
        tell(words.moved);
      } else if (SIZES[event.key]) {
        remember();
        sign.r = within(sign.r + SIZES[event.key], facts.sizes[0], facts.sizes[1]);
      } else if (event.key === "Delete" || event.key === "Backspace") {
        remember();
        drawing.signs.splice(n, 1);
        tell(words.taken);
      } else { return; }
      event.preventDefault();
      draw(Math.min(n, drawing.signs.length - 1));
      keep();
    }

    function undo() {
      if (finger !== null || !history.length) { return; }
      drawing = history.pop();
      draw();
      tell(words.undone);
      keep();
    }

    function clear() {
      if (finger !== null) { return; }
      remember();
      drawing = empty(facts);
      draw();
      tell(words.cleared);
      keep();
    }

    /* A row of buttons, one of which is pressed. */
    function row(into, list, face, chosen, choose) {
      list.forEach(function (one) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "tool";
        button.setAttribute("aria-label", one[one.length - 1]);
        button.title = one[one.length - 1];
        const picture = make("svg", { viewBox: "-60 -60 120 120", "aria-hidden": "true", focusable: "false" });
        make(face(one)[0], face(one)[1], picture);
        button.append(picture);
        if (chosen !== null) { button.setAttribute("aria-pressed", String(one[0] === chosen)); }
        button.addEventListener("click", function () {
          if (chosen !== null) { into.querySelectorAll("button").forEach(function (b) { b.setAttribute("aria-pressed", String(b === button)); }); }
          choose(one[0]);
        });
        into.append(button);
      });
    }

    row(root.querySelector("[data-colours]"), facts.colours, function (c) { return ["circle", { r: 50, fill: c[1] }]; }, colour, function (c) { colour = c; });
    row(root.querySelector("[data-lines]"), facts.lines, function (l) { return ["circle", { r: 8 + l[0] }]; }, line, function (l) { line = l; });
    row(root.querySelector("[data-signs]"), facts.signs, function (s) { return ["path", { d: s[1] }]; }, null, put);
    sheet.addEventListener("pointerdown", down);
    sheet.addEventListener("pointermove", move);
    sheet.addEventListener("pointerup", up);
    sheet.addEventListener("pointercancel", up);
    sheet.addEventListener("lostpointercapture", up);
    sheet.addEventListener("keydown", key);
    root.querySelector("[data-undo]").addEventListener("click", undo);
    root.querySelector("[data-clear]").addEventListener("click", clear);
    draw();
  }

  window.snakBoard = { open: board, show: function (drawing, facts) { const picture = make("svg", { role: "img", focusable: "false" }); show(drawing, facts, picture); return picture; } };
})();
