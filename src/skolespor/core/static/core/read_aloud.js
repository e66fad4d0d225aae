/* »Læs op«: only with a voice that lives on the device, so that no child's words leave it. Without one in
   the language of the text the button stays hidden. */
(function () {
  "use strict";
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) { return; }

  function languageOf(part) {
    const near = part.closest("[lang]");
    return (near ? near.lang : "da").slice(0, 2).toLowerCase();
  }

  function voiceFor(language) {
    return speech.getVoices().find(function (voice) {
      return voice.localService === true && voice.lang.toLowerCase().startsWith(language);
    });
  }

  /* What can be seen, a sentence at a time: long texts break off in some browsers. */
  function sentences(part) {
    return part.innerText.split(/(?<=[.!?:])\s+|\n+/).filter(function (text) { return text.trim(); });
  }

  function calm() {
    document.querySelectorAll("[data-read-aloud]").forEach(function (button) {
      button.setAttribute("aria-pressed", "false");
      button.firstElementChild.textContent = button.dataset.say;
    });
  }

  function read(button, part) {
    const voice = voiceFor(languageOf(part));
    const texts = sentences(part);
    calm();
    if (!voice || !texts.length) { return; }
    button.setAttribute("aria-pressed", "true");
    button.firstElementChild.textContent = button.dataset.stop;
    texts.forEach(function (text, number) {
      const spoken = new SpeechSynthesisUtterance(text);
      spoken.voice = voice;
      spoken.lang = voice.lang;
      spoken.rate = 0.9;
      if (number === texts.length - 1) { spoken.onend = calm; }
      speech.speak(spoken);
    });
  }

  function press(button, part) {
    const isReading = button.getAttribute("aria-pressed") === "true";
    speech.cancel();
    if (isReading) { calm(); } else { read(button, part); }
  }

  /* Voices come late in some browsers: asked again whenever there are new ones. */
  function offer() {
    document.querySelectorAll("[data-read-aloud]").forEach(function (button) {
      const part = document.getElementById(button.dataset.readAloud);
      button.hidden = !part || !voiceFor(languageOf(part));
      if (!part || button.dataset.say) { return; }
      button.dataset.say = button.firstElementChild.textContent;
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", function () { press(button, part); });
    });
  }

  document.addEventListener("DOMContentLoaded", offer);
  speech.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", function () { speech.cancel(); });
})();
