// Comfort only: every page works without it. It has no words of its own.
(() => {
  "use strict";
  const text = document.getElementById("text");

  // A fragment that stands on another part of a long document: the server knows which.
  const elsewhere = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (text?.dataset.part && id && /^[a-z0-9~/.-]+$/i.test(id) && !document.getElementById(id)) {
      const to = new URL(location.href);
      if (to.searchParams.get("at") === id) return;
      to.searchParams.delete("part");
      to.searchParams.set("at", id);
      location.replace(to);
    }
  };
  elsewhere();
  addEventListener("hashchange", elsewhere);

  // What a fragment leads to is unfolded.
  const unfold = () => {
    const to = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let box = to?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  };
  unfold();
  addEventListener("hashchange", unfold);

  // The contents mark the clause that is being read and keep it in view.
  const entries = new Map();
  for (const link of document.querySelectorAll(".contents a[href^='#']")) {
    const clause = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (clause?.matches(".clause")) entries.set(clause, link);
  }
  if (entries.size > 0) {
    const shown = new Set();
    const box = document.querySelector(".contents");
    const order = [...document.querySelectorAll(".clauses > .clause")];
    let current = null;
    const mark = () => {
      let at = order.findIndex((clause) => shown.has(clause));
      while (at >= 0 && !entries.has(order[at])) at -= 1;
      const link = at < 0 ? null : entries.get(order[at]);
      if (!link || link === current) return;
      current?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "location");
      current = link;
      // Only the contents move, never the page.
      const list = getComputedStyle(box).position === "sticky" ? box : box.querySelector("ol");
      const [outer, inner] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
      if (inner.top < outer.top || inner.bottom > outer.bottom) list.scrollTop += inner.top - outer.top - outer.height / 3;
    };
    const observer = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) shown.add(target);
        else shown.delete(target);
      }
      mark();
    }, { rootMargin: "-8% 0px -60% 0px" });
    order.forEach((clause) => observer.observe(clause));
  }

  // On a wide screen the notes of a clause stand beside the lines of their words, as far as the clause is long:
  // they slide in the room that they have, so that no text moves for them.
  const wide = matchMedia("(min-width: 56.01rem)");
  const align = () => {
    for (const notes of document.querySelectorAll(".clause .notes")) {
      const clause = notes.closest(".clause");
      const items = [...notes.children];
      items.forEach((item) => { item.style.transform = ""; });
      if (!wide.matches || items.length === 0 || items.length > 40) continue;
      const room = (notes.closest(".notes-fold") ?? notes).getBoundingClientRect().bottom - items.at(-1).getBoundingClientRect().bottom;
      let slide = 0;
      for (const item of items) {
        const sign = [...item.classList].find((name) => /^k\d+$/.test(name));
        const words = sign && clause.querySelector(`.w${sign.slice(1)}`);
        const gap = words ? words.getClientRects()[0]?.top - item.getBoundingClientRect().top : 0;
        slide = Math.max(slide, Math.min(gap || 0, room));
        if (slide > 4) item.style.transform = `translateY(${slide}px)`;
      }
    }
  };
  if (document.querySelectorAll(".clause .note").length < 600) {
    let waiting = 0;
    const later = () => { clearTimeout(waiting); waiting = setTimeout(align, 120); };
    align();
    document.fonts?.ready.then(align);
    addEventListener("resize", later);
    wide.addEventListener("change", later);
  }

  // The rows that a printer shall see.
  addEventListener("beforeprint", () => {
    for (const item of document.querySelectorAll(".note")) item.style.transform = "";
    for (const box of document.querySelectorAll("details:is(.card, .notes-fold, .quoted):not([open])")) { box.open = true; box.dataset.shut = ""; }
  });
  addEventListener("afterprint", () => {
    for (const box of document.querySelectorAll("details[data-shut]")) { box.open = false; delete box.dataset.shut; }
    align();
  });
})();
