// Comfort only: every page works without it.
(() => {
  "use strict";

  // Folds contents and filters away where they would push the text off a small screen.
  if (window.matchMedia("(max-width: 56rem)").matches) {
    for (const box of document.querySelectorAll("details[data-fold]")) box.open = false;
  }

  // A button that copies the text to cite with.
  for (const text of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "复制";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent.trim());
        button.textContent = "已复制";
      } catch {
        button.textContent = "请手动复制";
      }
      setTimeout(() => { button.textContent = "复制"; }, 2000);
    });
    text.after(button);
  }

  // "/" moves to the search box, unless somebody is typing.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) return;
    const box = document.getElementById("q");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  });
})();
