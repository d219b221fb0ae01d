/* The phone's own sheet where it exists, else the clipboard; the links to mail and SMS need no script. */
(function () {
  "use strict";
  document.querySelectorAll("[data-share-url]").forEach(function (list) {
    var page = { title: list.getAttribute("data-share-title"), url: list.getAttribute("data-share-url") };

    function offer(selector, gesture) {
      var button = list.querySelector(selector);
      button.parentNode.hidden = false;
      button.addEventListener("click", function () { gesture(button); });
    }

    if (navigator.share) {
      offer("[data-share]", function () { navigator.share(page).catch(function () {}); });
    } else if (navigator.clipboard) {
      offer("[data-copy]", function (button) {
        var words = button.querySelector("[role=status]");
        navigator.clipboard.writeText(page.url).then(
          function () { words.textContent = "Lien copié"; },
          function () { words.textContent = page.url; }
        );
      });
    }
    offer("[data-print]", function () { window.print(); });
  });
})();
