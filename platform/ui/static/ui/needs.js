/* Tells which result of a list is opened first, and nothing of who opens it. Without this script nothing is counted. */
(function () {
  "use strict";
  var to = document.currentScript.getAttribute("data-to");
  var told = false;
  if (!navigator.sendBeacon || !window.URLSearchParams) return;

  function tell(event) {
    var link = event.target.closest("a[data-rank]");
    var list = link && link.closest("[data-need]");
    if (told || !list || event.button > 1) return;
    told = true;
    navigator.sendBeacon(to, new URLSearchParams({
      liste: list.getAttribute("data-need"),
      rang: link.getAttribute("data-rank")
    }));
  }

  document.addEventListener("click", tell);
  document.addEventListener("auxclick", tell);
})();
