// Simpul in the browser: keys, theme, live updates. Pages work without it; nothing here decides anything.
"use strict";

(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => Array.from(from.querySelectorAll(selector));

  // --- keys ---------------------------------------------------------------------------------------------------------
  let waitsForPlace = false;

  const isWriting = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  const rows = () => $$("[data-row]").filter((row) => row.offsetParent !== null);

  const walk = (step) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("at-hand"));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("at-hand", row === next));
    const link = $("a[href]", next) || $("button", next);
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const go = (key) => {
    const place = $(`[data-key="${CSS.escape(key)}"]`);
    if (place) window.location.assign(place.href);
  };

  // A key of the page: opens its form and leads to the first field, chooses its answer, or follows its link.
  const press = (marked) => {
    const folded = marked.closest("summary")?.parentElement;
    if (folded) {
      folded.open = true;
      ($("input:not([type=hidden]), select, textarea", folded) || marked).focus();
      return;
    }
    if (marked.matches("input")) { marked.checked = true; marked.focus(); return; }
    if (marked.matches("select")) { marked.focus(); return; }
    marked.click();
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && isWriting(event.target)) { event.target.blur(); return; }
    if (isWriting(event.target) || $("dialog[open]")) return;
    if (waitsForPlace) { waitsForPlace = false; go(event.key); return; }
    const acts = {
      g: () => { waitsForPlace = true; setTimeout(() => { waitsForPlace = false; }, 1500); },
      "/": () => $("#search")?.focus(),
      j: () => walk(1),
      k: () => walk(-1),
      x: () => $(".at-hand input[type=checkbox]")?.click(),
      "?": () => $("#keys")?.showModal(),
    };
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); return; }
    const marked = $(`[data-hotkey="${CSS.escape(event.key)}"]`);
    if (marked) { event.preventDefault(); press(marked); }
  };
  document.addEventListener("keydown", onKey);

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    const closer = event.target.closest("[data-closes]");
    if (closer) closer.closest("dialog")?.close();
    if (event.target.closest("[data-goes-back]")) window.history.back();
  });

  // --- forms: choices that act at once, and one mark for all -----------------------------------------------------------
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
    const all = event.target.closest("[data-checks]");
    if (all) $$(all.dataset.checks).forEach((box) => { box.checked = all.checked; });
    countMarked();
  });

  // How many are marked, said beside the form that decides them together; and whether that is all of them, or some.
  const countMarked = () => {
    $$("[data-marked]").forEach((said) => {
      said.textContent = $$(said.dataset.marked).filter((box) => box.checked).length;
    });
    $$("[data-checks]").forEach((all) => {
      const boxes = $$(all.dataset.checks), marked = boxes.filter((box) => box.checked).length;
      all.checked = marked > 0 && marked === boxes.length;
      all.indeterminate = marked > 0 && marked < boxes.length;
    });
  };
  document.addEventListener("htmx:after:swap", countMarked);

  // A form that is sent is sent once: the answer to the second of two presses would say that something has changed.
  // What comes as a file leaves the page as it is, so the form may be sent again after a while.
  const ONCE = 10000;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, ONCE);
  });
  window.addEventListener("pageshow", () => {
    $$("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
    countMarked();
  });

  // --- live: the server says that something changed; the page asks for it by its ordinary address --------------------
  const POLL = 15000;

  const startLive = () => {
    const pulse = $("#pulse");
    const topic = document.body.dataset.live;
    if (!pulse || !topic) return;
    let known = document.body.dataset.version || "";
    let source = null;
    let timer = null;

    const show = (state) => { pulse.dataset.state = state; };
    const news = (version) => {
      if (version === known) return;
      known = version;
      document.body.dispatchEvent(new CustomEvent("simpulChanged"));
    };
    const poll = async () => {
      try {
        const answer = await fetch(`/live/${topic}.json`, { headers: { Accept: "application/json" } });
        if (answer.status === 401) { window.location.reload(); return; }
        news((await answer.json()).version);
        show("polling");
      } catch { show("away"); }
    };
    const startPolling = () => { if (timer === null) { timer = setInterval(poll, POLL); poll(); } };
    const stopPolling = () => { clearInterval(timer); timer = null; };

    const open = () => {
      if (!window.EventSource) { startPolling(); return; }
      source = new EventSource(`/live/${topic}/events?version=${encodeURIComponent(known)}`);
      source.addEventListener("open", () => { stopPolling(); show("live"); });
      source.addEventListener("changed", (event) => news(event.data));
      source.addEventListener("error", startPolling);
    };
    const close = () => { source?.close(); source = null; stopPolling(); };

    // A browser has few connections to one node: a page that nobody looks at holds none.
    document.addEventListener("visibilitychange", () => { close(); if (!document.hidden) open(); });
    window.addEventListener("pagehide", close);
    open();
  };

  document.addEventListener("DOMContentLoaded", () => {
    startLive();
    ($('[aria-invalid="true"]') || $("[data-focus]"))?.focus();
  });
})();
