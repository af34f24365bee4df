"use strict";
(() => {
  const inspector = document.getElementById("inspector");
  const inspected = document.getElementById("inspected");
  const lightable = "[data-key], [data-name]";
  const titles = { s: "Source", t: "Translation", r: "Report" };
  const indexes = new WeakMap();
  let pinned = null;

  // Elements of one article by key, by name and by evidence.
  function indexOf(article) {
    if (!indexes.has(article)) {
      const index = { key: new Map(), name: new Map(), evidence: new Map() };
      for (const kind of Object.keys(index)) {
        for (const element of article.querySelectorAll(`[data-${kind}]`)) {
          for (const label of element.dataset[kind].split(" ")) {
            if (!index[kind].has(label)) index[kind].set(label, []);
            index[kind].get(label).push(element);
          }
        }
      }
      indexes.set(article, index);
    }
    return indexes.get(article);
  }

  function clear(...marks) {
    for (const mark of marks) {
      for (const element of document.querySelectorAll(`.${mark}`)) element.classList.remove(mark);
    }
  }

  function light(element) {
    clear("lit", "partner", "kin");
    const article = element.closest("[data-article]");
    const index = indexOf(article);
    const word = element.closest("[data-key]");
    const name = element.closest("[data-name]");
    const keys = word ? [word.dataset.key, ...word.dataset.partners.split(" ")] : [];
    for (const key of keys) {
      const mark = key === keys[0] ? "lit" : "partner";
      for (const found of index.key.get(key) || []) found.classList.add(mark);
    }
    if (name) {
      const mark = word ? "kin" : "lit";
      for (const found of index.name.get(name.dataset.name) || []) found.classList.add(mark);
    }
    describe(index, keys, article, name);
  }

  function describe(index, keys, article, name) {
    inspected.replaceChildren();
    for (const side of Object.keys(titles)) {
      const words = keys
        .filter((key) => key[0] === side && index.key.has(key))
        .map((key) => index.key.get(key)[0])
        .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
      if (words.length) add(titles[side], words.map((found) => found.textContent).join(" "));
    }
    const row = name && article.querySelector(`[data-entity="${CSS.escape(name.dataset.name)}"]`);
    if (row) {
      const both = [...row.querySelectorAll("bdi")].map((cell) => cell.textContent);
      const link = document.createElement("a");
      link.href = `#${row.id}`;
      link.textContent = [...new Set(both.filter((text) => text !== "–"))].join(" · ");
      add("Name", link);
    }
    inspector.hidden = false;
  }

  function add(title, content) {
    const label = document.createElement("b");
    label.textContent = title;
    const part = document.createElement("span");
    part.append(label, " ", content);
    inspected.append(part, " ");
  }

  function dismiss() {
    pinned = null;
    clear("lit", "partner", "kin");
    inspector.hidden = true;
  }

  function settle() {
    if (pinned) light(pinned);
    else dismiss();
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const target = event.target.closest(lightable);
    if (target) light(target);
    else if (!inspector.contains(event.target)) settle();
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches(lightable)) return;
    takeTabStop(event.target);
    light(event.target);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches(lightable) && !inspector.contains(event.relatedTarget)) settle();
  });
  document.addEventListener("click", (event) => {
    const jump = event.target.closest('a[href^="#"]');
    if (jump) return show(jump.getAttribute("href").slice(1));
    const target = event.target.closest(lightable);
    if (target) {
      pinned = target;
      light(target);
    } else if (!inspector.contains(event.target)) dismiss();
  });
  document.getElementById("dismiss").addEventListener("click", dismiss);

  // One tab stop a paragraph; the arrow keys move from word to word within it.
  for (const group of document.querySelectorAll("[data-roving]")) {
    const members = group.querySelectorAll(lightable);
    for (const member of members) member.tabIndex = -1;
    if (members.length) members[0].tabIndex = 0;
  }

  function takeTabStop(element) {
    const group = element.closest("[data-roving]");
    for (const member of group.querySelectorAll('[tabindex="0"]')) member.tabIndex = -1;
    element.tabIndex = 0;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return dismiss();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const group = step && event.target.closest("[data-roving]");
    if (!group || !event.target.matches(lightable)) return;
    const members = [...group.querySelectorAll(lightable)];
    event.preventDefault();
    members[members.indexOf(event.target) + step]?.focus();
  });

  // A jump marks all the evidence, not only the place where it starts.
  function show(id) {
    clear("shown");
    const target = document.getElementById(id);
    if (!target) return;
    const article = target.closest("[data-article]");
    const marked = (article && indexOf(article).evidence.get(id)) || [];
    for (const element of marked) element.classList.add("shown");
    if (!marked.length) target.classList.add("shown");
    target.focus({ preventScroll: true });
  }
})();
