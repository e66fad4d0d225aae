/* Words that wait on this device for the conversation to be opened here again. */
(function () {
  "use strict";
  const told = document.getElementById("waiting-words");
  try {
    const waits = Object.keys(localStorage).some(function (name) { return name.startsWith("snak-"); });
    if (told && waits) { told.hidden = false; }
  } catch (_closed) { /* No place to look in. */ }
})();
