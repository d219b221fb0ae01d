/* Suggestions as one types. Without this script the form is complete; nothing typed is kept. */
(function () {
  "use strict";
  if (!window.fetch || !window.AbortController) return;

  document.querySelectorAll("form[data-suggest]").forEach(function (form) {
    var input = form.querySelector("input[name=q]");
    var kinds = JSON.parse(form.getAttribute("data-kinds") || "{}");
    var sprite = form.querySelector("use").getAttribute("href").split("#")[0];
    var list = document.createElement("ul");
    var count = document.createElement("span");
    var active = -1;
    var timer = 0;
    var request = null;

    list.id = input.id + "-suggestions";
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    count.className = "hide";
    count.setAttribute("role", "status");
    form.appendChild(list);
    form.appendChild(count);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      clearTimeout(timer);
      if (request) request.abort();
      list.hidden = true;
      list.textContent = "";
      choose(-1);
      input.setAttribute("aria-expanded", "false");
    }

    function choose(index) {
      active = index;
      Array.prototype.forEach.call(list.children, function (option, position) {
        option.setAttribute("aria-selected", String(position === index));
      });
      if (index < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[index].id);
    }

    function icon(name) {
      var space = "http://www.w3.org/2000/svg";
      var svg = document.createElementNS(space, "svg");
      var use = document.createElementNS(space, "use");
      svg.setAttribute("class", "i");
      svg.setAttribute("aria-hidden", "true");
      use.setAttribute("href", sprite + "#i-" + name);
      svg.appendChild(use);
      return svg;
    }

    function draw(suggestion, index) {
      var option = document.createElement("li");
      var kind = kinds[suggestion.kind];
      option.id = list.id + "-" + index;
      option.setAttribute("role", "option");
      option.setAttribute("data-url", suggestion.url);
      if (kind) option.appendChild(icon(kind[1]));
      option.appendChild(document.createElement("span")).textContent = suggestion.title;
      if (kind) option.appendChild(document.createElement("small")).textContent = kind[0];
      list.appendChild(option);
    }

    function show(suggestions) {
      list.textContent = "";
      suggestions.forEach(draw);
      choose(-1);
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      count.textContent =
        suggestions.length === 0 ? "Aucune suggestion" :
        suggestions.length === 1 ? "1 suggestion" : suggestions.length + " suggestions";
    }

    function ask() {
      var words = input.value.trim();
      if (request) request.abort();
      if (words.length < 2) return close();
      request = new AbortController();
      fetch(form.getAttribute("data-suggest") + "?q=" + encodeURIComponent(words), { signal: request.signal })
        .then(function (answer) { return answer.ok ? answer.json() : { suggestions: [] }; })
        .then(function (found) { if (document.activeElement === input) show(found.suggestions); })
        .catch(function () {}); /* Aborted, or no network: the form still searches. */
    }

    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, 180);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      var last = list.children.length - 1;
      if (list.hidden) return;
      if (event.key === "ArrowDown") choose(active < last ? active + 1 : -1);
      else if (event.key === "ArrowUp") choose(active < 0 ? last : active - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && active >= 0) location.assign(list.children[active].getAttribute("data-url"));
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
