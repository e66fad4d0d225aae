/* Read aloud, but only with a voice that lives in the device: no other voice ever hears of it. */
(function () {
  "use strict";
  const button = document.getElementById("read-aloud");
  const speech = window.speechSynthesis;
  if (!button || !speech) { return; }

  function voice() {
    return speech.getVoices().find(function (one) { return one.localService === true && /^da\b/i.test(one.lang); });
  }

  function look() { button.hidden = !voice(); }

  function words() {
    const step = document.querySelector(".step:not([hidden])");
    const parts = step ? step.querySelectorAll("h2, h3, p, label > span, dt, dd") : [];
    return Array.from(parts).filter(function (one) { return one.offsetParent !== null; }).map(function (one) { return one.textContent.trim(); }).join(". ");
  }

  button.addEventListener("click", function () {
    const chosen = voice();
    if (!chosen) { look(); return; }
    if (speech.speaking) { speech.cancel(); return; }
    const said = new SpeechSynthesisUtterance(words());
    said.voice = chosen;
    said.lang = chosen.lang;
    said.rate = 0.9;
    speech.speak(said);
  });
  speech.addEventListener("voiceschanged", look);
  window.addEventListener("pagehide", function () { speech.cancel(); });
  look();
})();
