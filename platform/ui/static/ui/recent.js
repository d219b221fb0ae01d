/* What was searched on this device, kept in this browser alone for a month, never sent: to be found again, cleared, or
   kept no more, as on a device that several people share. Signing out clears it. */
window.recentSearches = (function () {
  "use strict";
  var KEY = "recherches";
  var MOST = 6;
  var MONTH = 30 * 24 * 3600 * 1000;

  function read() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (error) { return { off: true }; }
  }

  function write(kept) {
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch (error) { /* Private browsing keeps nothing. */ }
  }

  function list() {
    var now = Date.now();
    var kept = read().kept;
    return (Array.isArray(kept) ? kept : [])
      .filter(function (each) { return each && typeof each.q === "string" && now - each.at < MONTH; })
      .map(function (each) { return each.q; });
  }

  function add(words) {
    var kept = read();
    /* An address or a number is about somebody. */
    if (kept.off || !words || words.length > 100 || /@|\d[\d .\/-]{5,}/.test(words)) return;
    var others = list().filter(function (each) { return each.toLowerCase() !== words.toLowerCase(); });
    var now = Date.now();
    write({ kept: [words].concat(others).slice(0, MOST).map(function (q) { return { q: q, at: now }; }) });
  }

  function clear() { write({ off: read().off }); }
  function stop() { write({ off: true }); }
  function start() { write({}); }
  function isOff() { return Boolean(read().off); }

  var searched = document.querySelector("[data-searched]");
  if (searched) add(searched.getAttribute("data-searched"));
  document.addEventListener("submit", function (event) {
    if (/\/deconnexion\/$/.test(event.target.action)) clear();
  });

  /* Where nothing is asked yet: the same, as links. */
  var place = document.querySelector("[data-recent]");
  function show() {
    var words = list();
    var links = place.querySelector("ul");
    links.textContent = "";
    words.forEach(function (each) {
      var link = document.createElement("a");
      link.href = "/recherche/?q=" + encodeURIComponent(each);
      link.textContent = each;
      links.appendChild(document.createElement("li")).appendChild(link);
    });
    place.querySelector("[data-recent-kept]").hidden = !words.length;
    place.querySelector("[data-recent-off]").hidden = !isOff();
    place.hidden = !words.length && !isOff();
  }
  if (place) {
    place.addEventListener("click", function (event) {
      var gesture = event.target.getAttribute("data-do");
      if (gesture === "clear") clear();
      else if (gesture === "stop") stop();
      else if (gesture === "start") start();
      else return;
      show();
    });
    show();
  }

  return { list: list, clear: clear, stop: stop };
})();
