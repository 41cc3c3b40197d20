// Shows one view at a time, opens evidence, shows chains on hover and focus, filters. It makes no markup: all that it shows is on the page already.
"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const byId = (id) => (id ? document.getElementById(id) : null);
  const root = document.documentElement;
  const views = all(".view");
  const panels = all(".ev");
  const peek = byId("peek");
  const form = document.querySelector(".filter form");
  const parts = new Map(); // a statement's id: its marks, labels, words and links
  for (const element of all("[data-s]")) {
    for (const id of element.dataset.s.split(" ")) {
      parts.has(id) ? parts.get(id).push(element) : parts.set(id, [element]);
    }
  }
  const paint = (id, name, on) => (parts.get(id) ?? []).forEach((element) => element.classList.toggle(name, on));

  // views and evidence follow the address, so that back, forward and links work
  let opened = null;
  const open = (panel) => {
    if (opened) {
      opened.classList.remove("open");
      paint(opened.id, "sel", false);
    }
    opened = panel;
    if (!panel) return;
    panel.classList.add("open");
    paint(panel.id, "sel", true);
    panel.scrollTop = 0;
    panel.parentElement.scrollTop = 0;
  };
  const inSight = (element) => {
    const box = element.getBoundingClientRect();
    return box.top > 80 && box.bottom < innerHeight * (innerWidth < 1024 ? 0.38 : 1);
  };
  const bring = (element) => inSight(element) || element.scrollIntoView({ block: innerWidth < 1024 ? "start" : "center" });
  const route = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = byId(id);
    const view = target?.closest(".view") ?? views[0];
    // all views stay on the page until one is asked for
    if (id === "all" || target === view) root.classList.toggle("all", id === "all");
    const whole = root.classList.contains("all");
    for (const one of views) one.hidden = !whole && one !== view;
    for (const link of all(".top nav a")) {
      link.hash === "#" + (whole ? "all" : view?.id) ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }
    hide();
    all(".flash").forEach((element) => element.classList.remove("flash"));
    if (!target || target === view) {
      open(null);
      scrollTo(0, 0);
    } else if (target.matches(".ev")) {
      open(target);
      const mark = byId(target.id.replace("s", "t"));
      if (mark && !whole) bring(mark);
      target.focus({ preventScroll: !whole });
    } else if (target.matches(".w")) {
      target.classList.add("flash");
      bring(target);
    } else {
      if (target.matches(".tag")) open(null);
      bring(target);
      target.focus({ preventScroll: true });
    }
  };
  const go = (id) => (location.hash === "#" + id ? route() : (location.hash = id));

  // hover and focus: the chain in words, and all that belongs to the statement
  let lit = null;
  const hide = () => {
    if (lit) paint(lit, "on", false);
    lit = null;
    peek.hidden = true;
  };
  const show = (element, id) => {
    if (id === lit) return;
    hide();
    const line = byId(id + "c");
    if (!line) return;
    lit = id;
    paint(id, "on", true);
    peek.textContent = line.textContent;
    peek.hidden = false;
    const box = element.getClientRects()[0];
    const below = box.bottom + 8 + peek.offsetHeight < innerHeight;
    peek.style.left = Math.max(8, Math.min(box.left, innerWidth - peek.offsetWidth - 16)) + scrollX + "px";
    peek.style.top = (below ? box.bottom + 8 : box.top - 8 - peek.offsetHeight) + scrollY + "px";
  };
  const marked = (event) => event.target.closest?.(".text .st, .text .tag");
  document.addEventListener("mouseover", (event) => {
    const element = marked(event);
    element ? show(element, element.dataset.s) : hide();
  });
  document.addEventListener("focusin", (event) => {
    const element = marked(event);
    if (element?.matches(".tag:focus-visible")) show(element, element.dataset.s);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, label, summary") || !getSelection().isCollapsed) return;
    const element = marked(event);
    if (element) go(element.dataset.s);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (opened) go(opened.id.replace("s", "t"));
    else hide();
  });

  // the filter
  const filter = () => {
    const chosen = new FormData(form);
    const classes = new Set(chosen.getAll("class"));
    const [naming, level] = [chosen.get("naming"), chosen.get("level")];
    const bound = (name, otherwise) => (chosen.get(name) === "" ? otherwise : Number(chosen.get(name)));
    const [from, to] = [bound("from", 0), bound("to", 1)];
    let shown = 0;
    for (const panel of panels) {
      const { class: kind, naming: named, level: sure, estimate } = panel.dataset;
      const fits =
        classes.has(kind) &&
        (!naming || named === naming || (naming === "unnamed" && named.endsWith("reason"))) &&
        (!level || sure === level) &&
        from <= Number(estimate) && Number(estimate) <= to;
      shown += fits;
      panel.classList.toggle("off", !fits);
      paint(panel.id, "off", !fits);
    }
    byId("count").textContent = shown === panels.length ? "" : `${shown} of ${panels.length} statements`;
  };
  const check = (on) => {
    for (const box of form.elements.namedItem("class") instanceof RadioNodeList ? form.elements.class : [form.elements.class]) box.checked = on;
    filter();
  };
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("every").addEventListener("click", () => check(true));
  byId("none").addEventListener("click", () => check(false));

  root.classList.add("js");
  addEventListener("hashchange", route);
  route();
})();
