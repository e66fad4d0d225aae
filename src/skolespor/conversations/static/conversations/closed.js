/* Words that wait on this device for the conversation that was open here just now. Another child's, or
   those of another day, are not spoken of. */
(function () {
  "use strict";
  const AWHILE = 4 * 3600 * 1000;
  const told = document.getElementById("waiting-words");
  const done = document.querySelector("[data-done]");
  try {
    const parts = (sessionStorage.getItem("snak-here") || "").split(" ");
    const isHere = parts.length === 2 && Date.now() - Number(parts[1]) < AWHILE;
    if (done && isHere) {
      /* It fits: the conversation's key is gone, and nothing can be read with it again. */
      localStorage.removeItem(parts[0]);
      sessionStorage.removeItem("snak-here");
    } else if (told && isHere && localStorage.getItem(parts[0]) !== null) { told.hidden = false; }
  } catch (_closed) { /* No place to look in. */ }
})();
