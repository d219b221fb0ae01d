/* How many results the filters chosen so far would show, said on their button before it is pressed. Without this script
   the button says nothing of it, and works. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-count]");
  if (!form || !window.fetch || !window.AbortController || !window.URLSearchParams) return;
  var buttons = form.querySelectorAll("button[type=submit]");
  var said = form.querySelector("[role=status]");
  var timer = 0;
  var request = null;

  function ask() {
    if (request) request.abort();
    request = new AbortController();
    fetch(form.getAttribute("data-count") + "&" + new URLSearchParams(new FormData(form)), { signal: request.signal })
      .then(function (answer) { return answer.ok ? answer.json() : {}; })
      .then(function (found) {
        var words = found.words || "Voir les résultats";
        buttons.forEach(function (button) { button.textContent = words; });
        said.textContent = found.words || "";
      })
      .catch(function () {}); /* The button still leads to the results. */
  }

  form.addEventListener("change", function () {
    clearTimeout(timer);
    timer = setTimeout(ask, 300);
  });
})();
