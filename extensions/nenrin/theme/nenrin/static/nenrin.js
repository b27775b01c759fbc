/* What pages do beyond showing text: colours, copying of code, the place in the table of contents. */
"use strict";

(() => {
  const root = document.documentElement;

  /* Colours: the system's, light, dark, in turn. A stored choice is set by nenrin-theme.js on the next page. */
  function store(mode) {
    try {
      if (mode) localStorage.setItem("nenrin-theme", mode);
      else localStorage.removeItem("nenrin-theme");
    } catch {
      // Storage is closed to us: the choice holds for this page.
    }
  }

  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    const chosen = () => (["light", "dark"].includes(root.dataset.theme) ? root.dataset.theme : "system");
    const say = () => {
      const words = button.dataset[chosen()];
      button.setAttribute("aria-label", words);
      button.title = words;
      // The bar of a phone's browser takes the colour of the page, whatever the system's mode.
      const shown = getComputedStyle(root).backgroundColor;
      for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = shown;
    };
    button.addEventListener("click", () => {
      const next = { system: "light", light: "dark", dark: "" }[chosen()];
      if (next) root.dataset.theme = next;
      else delete root.dataset.theme;
      store(next);
      say();
    });
    say();
  }

  /* A button that copies the code beside it, without prompts and line numbers. */
  const drawing = (name, path) =>
    `<svg class="icon icon-${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`;
  const words = document.body.dataset;

  function text(block) {
    const copy = block.querySelector("pre").cloneNode(true);
    for (const extra of copy.querySelectorAll(".linenos, .gp, .go")) extra.remove();
    return copy.textContent.replace(/\n$/, "");
  }

  if (navigator.clipboard) {
    for (const block of document.querySelectorAll(".highlight")) {
      if (!block.querySelector(":scope > pre")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy-button";
      button.ariaLabel = button.title = words.copy;
      button.innerHTML = drawing("copy", "M9 9h11v11H9zM5 15H4V4h11v1") + drawing("check", "m5 12.5 4.5 4.5L19 7.5");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(text(block));
        button.classList.add("done");
        button.ariaLabel = words.copied;
        setTimeout(() => {
          button.classList.remove("done");
          button.ariaLabel = words.copy;
        }, 2000);
      });
      block.append(button);
    }
  }

  /* What scrolls sideways can be scrolled with the keyboard too. */
  for (const box of document.querySelectorAll("pre, .pst-scrollable-table-container, math[display=block]")) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.role ??= "group";
      box.ariaLabel ??= words.scroll;
    }
  }

  /* Diagrams, by the Mermaid that the site names; without it, and without JavaScript, their text stands there. */
  const diagrams = document.querySelectorAll(".mermaid pre");
  if (diagrams.length && words.mermaid) {
    const script = document.createElement("script");
    script.src = words.mermaid;
    script.onload = async () => {
      const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      const dark = (root.dataset.theme || system) === "dark";
      window.mermaid.initialize({ startOnLoad: false, theme: dark ? "dark" : "default" });
      for (const [number, source] of diagrams.entries()) {
        const { svg } = await window.mermaid.render(`diagram-${number}`, source.textContent);
        const figure = document.createElement("figure");
        figure.className = "diagram";
        figure.innerHTML = svg;
        source.closest(".mermaid").replaceWith(figure);
      }
    };
    document.head.append(script);
  }

  /* The table of contents shows the section that is being read; on wide screens it is always open. */
  const toc = document.querySelector("[data-toc]");
  if (toc) {
    const wide = matchMedia("(width >= 64rem)");
    const fold = () => (toc.open = wide.matches);
    wide.addEventListener("change", fold);
    fold();

    const links = new Map();
    for (const link of toc.querySelectorAll("a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    let current;
    const mark = () => {
      let reading;
      for (const [heading, link] of links) {
        if (heading.getBoundingClientRect().top > innerHeight * 0.25) break;
        reading = link;
      }
      if (reading === current) return;
      current?.removeAttribute("aria-current");
      reading?.setAttribute("aria-current", "true");
      current = reading;
    };
    let waiting = false;
    addEventListener(
      "scroll",
      () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          mark();
        });
      },
      { passive: true },
    );
    mark();
  }
})();
