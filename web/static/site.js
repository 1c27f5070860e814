// Comfort only: every page works without it.
(() => {
  "use strict";

  // The words for readers, in the language of the page.
  const say = document.currentScript.dataset;

  // Contents and filters are folded on small screens only. On others the stylesheet shows them where the browser lets it;
  // to open them moves nothing there, and tells everybody what is shown.
  if (window.matchMedia("(min-width: 56.01rem)").matches) {
    for (const box of document.querySelectorAll(".fold-away")) box.open = true;
  }

  // A button that copies the text to cite with.
  for (const text of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = say.wordsCopy;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent.trim());
        button.textContent = say.wordsCopied;
      } catch {
        button.textContent = say.wordsCopyFailed;
      }
      setTimeout(() => { button.textContent = say.wordsCopy; }, 2000);
    });
    text.after(button);
  }

  // On paper a page says at its end where it came from and when.
  window.addEventListener("beforeprint", () => {
    const line = document.querySelector(".printed") ?? document.createElement("p");
    const now = new Date();
    line.className = "printed";
    line.textContent = `${decodeURI(location.href)}　${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
    document.querySelector(".site-foot")?.append(line);
  });

  // "/" moves to the search box, unless somebody is typing.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) return;
    const box = document.getElementById("q");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  });

  // Suggestions below a search box: asked for when typing pauses, one request at a time, each answer kept.
  for (const box of document.querySelectorAll("input[data-suggest]")) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", say.wordsSuggestions);
    box.form.append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
      box.setAttribute(name, value);
    }
    const kept = new Map();
    let timer = 0, running = null, active = -1;

    const close = () => {
      list.hidden = true;
      active = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const mark = (at) => {
      active = at;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
      if (at < 0) box.removeAttribute("aria-activedescendant");
      else {
        box.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    };
    const show = (found) => {
      list.replaceChildren(...found.map((one, i) => {
        const item = document.createElement("li");
        item.id = `suggestion-${i}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const words = document.createElement("span");
        words.textContent = one.text;
        const kind = document.createElement("span");
        kind.className = "small";
        kind.textContent = [one.label, one.kind === "title" ? one.detail : ""].filter(Boolean).join(" ");
        item.append(words, kind);
        item.dataset.href = one.url;
        // mousedown, because a click would first take the focus away and close the list.
        item.addEventListener("mousedown", (event) => { event.preventDefault(); location.assign(one.url); });
        return item;
      }));
      active = -1;
      list.hidden = found.length === 0;
      box.setAttribute("aria-expanded", String(found.length > 0));
    };
    const ask = async () => {
      const typed = box.value.trim();
      if (!typed || document.activeElement !== box) return close();
      if (kept.has(typed)) return show(kept.get(typed));
      running?.abort();
      running = new AbortController();
      try {
        const answer = await fetch(`${box.dataset.suggest}?limit=8&q=${encodeURIComponent(typed)}`, { signal: running.signal });
        if (!answer.ok) return close();
        const found = (await answer.json()).suggestions;
        kept.set(typed, found);
        if (box.value.trim() === typed) show(found);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };
    box.addEventListener("input", (event) => {
      clearTimeout(timer);
      // While characters are being composed from pinyin, the text is not yet what is meant.
      if (!event.isComposing) timer = setTimeout(ask, 180);
    });
    box.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, 80); });
    box.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const last = list.children.length - 1;
      if (event.key === "ArrowDown") mark(active >= last ? -1 : active + 1);
      else if (event.key === "ArrowUp") mark(active < 0 ? last : active - 1);
      else if (event.key === "Enter" && active >= 0) location.assign(list.children[active].dataset.href);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    box.addEventListener("blur", close);
  }
})();
