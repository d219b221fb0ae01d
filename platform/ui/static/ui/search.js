/* Suggestions as one types, and what was searched before in an empty field. Without this script the form is complete. */
(function () {
  "use strict";
  if (!window.fetch || !window.AbortController) return;

  var RESTS = 180; /* Milliseconds without a key before anything is asked. */
  var GROUPS = { person: "Personnes", organisation: "Structures", theme: "Thèmes", place: "Lieux", acronym: "Sigles" };
  var ICONS = { theme: "filter", place: "pin", acronym: "info", recent: "clock" };
  var recent = window.recentSearches;

  function make(parent, tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (text) element.textContent = text;
    return parent.appendChild(element);
  }

  document.querySelectorAll("form[data-suggest]").forEach(function (form) {
    var input = form.querySelector("input[name=q]");
    var kinds = JSON.parse(form.getAttribute("data-kinds") || "{}");
    var sprite = form.querySelector("use").getAttribute("href").split("#")[0];
    var id = input.id + "-suggestions";
    var popup = make(form, "div", { class: "suggest", hidden: "" });
    var list = make(popup, "div", { id: id, role: "listbox", "aria-label": "Suggestions" });
    var gestures = make(popup, "p", { class: "acts", hidden: "" });
    var count = make(form, "span", { class: "hide", role: "status" });
    var options = [];
    var active = -1;
    var timer = 0;
    var request = null;

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      clearTimeout(timer);
      if (request) request.abort();
      request = null;
      if (!popup.hidden) count.textContent = "";
      popup.hidden = true;
      input.setAttribute("aria-expanded", "false");
      empty();
    }

    function empty() {
      list.textContent = "";
      options = [];
      choose(-1);
    }

    function choose(index) {
      active = index;
      options.forEach(function (option, position) {
        option.setAttribute("aria-selected", String(position === index));
      });
      if (index < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", options[index].id);
      options[index].scrollIntoView({ block: "nearest" });
    }

    function icon(parent, name) {
      var space = "http://www.w3.org/2000/svg";
      var svg = parent.appendChild(document.createElementNS(space, "svg"));
      svg.setAttribute("class", "i");
      svg.setAttribute("aria-hidden", "true");
      svg.appendChild(document.createElementNS(space, "use")).setAttribute("href", sprite + "#i-" + name);
    }

    function draw(parent, suggestion, named) {
      var kind = kinds[suggestion.kind];
      var option = make(parent, "div", { id: id + "-" + options.length, role: "option", "aria-selected": "false" });
      option.setAttribute("data-url", suggestion.url);
      icon(option, kind ? kind[1] : ICONS[suggestion.kind] || "search");
      make(option, "span", {}, suggestion.title);
      if (kind && !named) make(option, "small", {}, kind[0]);
      options.push(option);
    }

    /* Groups in the order in which their best comes; a lone one needs no name, unless it is one people would not guess. */
    function show(suggestions, said) {
      var groups = [];
      empty();
      suggestions.forEach(function (each) {
        var name = each.group || GROUPS[each.kind] || "Pages";
        var group = groups.filter(function (one) { return one.name === name; })[0];
        if (!group) groups.push(group = { name: name, all: [] });
        group.all.push(each);
      });
      groups.forEach(function (group, position) {
        var label = id + "-group-" + position;
        var parent = make(list, "div", { role: "group", "aria-labelledby": label });
        make(parent, "div", { id: label, class: "of" + (groups.length > 1 || group.all[0].group ? "" : " hide") }, group.name);
        group.all.forEach(function (each) { draw(parent, each, group.name !== "Pages"); });
      });
      gestures.hidden = !(suggestions[0] && suggestions[0].group);
      popup.hidden = !options.length;
      input.setAttribute("aria-expanded", String(!popup.hidden));
      count.textContent = (options.length || "Aucune") + " " + said + (options.length > 1 ? "s" : "");
    }

    function showRecent() {
      var words = recent ? recent.list() : [];
      if (!words.length) return close();
      show(words.map(function (each) {
        var url = form.getAttribute("action") + "?q=" + encodeURIComponent(each);
        return { kind: "recent", title: each, url: url, group: "Vos recherches, sur cet appareil" };
      }), "recherche");
    }

    function ask() {
      var words = input.value.trim();
      if (request) request.abort();
      if (words.length < 2) return words ? close() : showRecent();
      request = new AbortController();
      fetch(form.getAttribute("data-suggest") + "?q=" + encodeURIComponent(words), { signal: request.signal })
        .then(function (answer) { return answer.ok ? answer.json() : { suggestions: [] }; })
        .then(function (found) {
          if (document.activeElement === input) show(found.suggestions, "suggestion");
        })
        .catch(function () {}); /* Aborted, or no network: the form still searches. */
    }

    [["Les effacer", "clear"], ["Ne plus les retenir ici", "stop"]].forEach(function (gesture) {
      make(gestures, "button", { type: "button", class: "link" }, gesture[0]).addEventListener("click", function () {
        recent[gesture[1]]();
        input.focus();
        close();
        count.textContent = gesture[1] === "stop" ? "Plus rien n’est retenu sur cet appareil" : "Recherches effacées";
      });
    });
    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, RESTS);
    });
    input.addEventListener("focus", function () { if (!input.value && popup.hidden) showRecent(); });
    input.addEventListener("click", function () { if (!input.value && popup.hidden) showRecent(); });
    form.addEventListener("focusout", function (event) {
      if (!popup.contains(event.relatedTarget) && event.relatedTarget !== input) close();
    });
    form.addEventListener("submit", close);
    input.addEventListener("keydown", function (event) {
      var last = options.length - 1;
      if (event.isComposing || popup.hidden) return;
      if (event.key === "ArrowDown") choose(active < last ? active + 1 : -1);
      else if (event.key === "ArrowUp") choose(active < 0 ? last : active - 1);
      else if (event.key === "Home" && active >= 0) choose(0);
      else if (event.key === "End" && active >= 0) choose(last);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && active >= 0) location.assign(options[active].getAttribute("data-url"));
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) location.assign(option.getAttribute("data-url"));
    });
  });
})();
