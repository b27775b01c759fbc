/* The search dialog and the search page.

   Markup (components/search-dialog.html and search.html hold it): a root with data-search-root, which is a <dialog>
   or, on the search page, any element; inside it

     <form role="search"><input type="search" name="q"> and, for each filter,
       <label hidden>… <select data-search-filter="year|category|tag|language"><option value="">…</option></select></label>
     </form>
     <p role="status" data-search-status></p>
     <ol data-search-results></ol>
     <button type="button" data-search-more hidden>…</button>

   What it says comes from the root's attributes, {count} and {query} filled in: data-text-loading, data-text-failed,
   data-text-none, data-text-one, data-text-many, data-text-first (there are more), data-text-object.

   The dialog opens by "/", Ctrl-K, Cmd-K and any [data-search-open], a link to the search page for those without
   JavaScript. Arrow keys walk the results, Enter follows the first, Escape closes. The splitter, the folding table
   and the index are loaded when the search is first opened, as classic scripts: this works from disk, in any folder,
   and under `default-src 'self'`. */
"use strict";

const nenrinSearch = (() => {
  const SHOWN = 10;
  const statics = new URL(".", document.currentScript.src);
  const site = new URL("..", statics);
  const waiting = new Map();
  let version = "";

  function script(url) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url;
      element.onload = resolve;
      element.onerror = () => reject(new Error(`not loaded: ${url}`));
      document.head.append(element);
      element.addEventListener("load", () => element.remove());
    });
  }

  /* The loaded scripts call this with what they bring. */
  const put = (name, value) => waiting.get(name)?.(value);

  function load(name, path) {
    const value = new Promise((resolve) => waiting.set(name, resolve));
    return script(new URL(path + version, statics)).then(() => value);
  }

  const inIndex = (name) => {
    const path = name.split("/").map(encodeURIComponent).join("/");
    return load(name, `nenrin-search/${path.replace(/^(shard|page)\//, "$1s/")}.js`);
  };

  async function start() {
    const catalogue = await load("catalogue", "nenrin-search/index.js");
    version = `?v=${catalogue.digest}`;
    const [table, stemmers] = await Promise.all([
      load("fold", "nenrin-search-fold.js"),
      loadStemmers(new Set(catalogue.stemmers)),
      script(new URL(`nenrin-search-split.js${version}`, statics)),
      script(new URL(`nenrin-search-engine.js${version}`, statics)),
    ]);
    const stem = (name, word) => stemmers.get(name).stemWord(word);
    return nenrinEngine({ catalogue, splitter: nenrinSplitter(table), load: inIndex, stem });
  }

  async function loadStemmers(names) {
    const stemmers = new Map();
    if (names.size) await script(new URL(`nenrin-search/stemmers/base-stemmer.js${version}`, statics));
    for (const name of names) {
      await script(new URL(`nenrin-search/stemmers/${name}-stemmer.js${version}`, statics));
      stemmers.set(name, new window[`${name[0].toUpperCase()}${name.slice(1)}Stemmer`]());
    }
    return stemmers;
  }

  let engine;
  function ready() {
    engine ??= start();
    engine.catch(() => (engine = undefined)); // the next opening tries again
    return engine;
  }

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  };
  const marked = (segments) => segments.map(({ text, mark }) => (mark ? make("mark", "", text) : text));
  const language = document.documentElement.lang || "en";

  function day(date) {
    const options = { dateStyle: "medium", timeZone: "UTC" };
    const time = make("time", "", new Intl.DateTimeFormat(language, options).format(new Date(date.slice(0, 10))));
    time.dateTime = date;
    return time;
  }

  function item(result, texts) {
    const { page, heading } = result;
    const link = make("a", "search-result-title", ...marked(result.title));
    link.href = new URL(page.url + (heading ? `#${encodeURIComponent(heading[0])}` : ""), site);
    const meta = make("p", "search-result-meta");
    if (page.date) meta.append(day(page.date));
    for (const name of page.categories) meta.append(make("span", "search-result-category", name));
    if (page.kind === "object") meta.append(make("span", "search-result-category", texts.textObject || ""));
    const entry = make("li", "search-result", link, meta);
    if (heading) entry.append(make("p", "search-result-heading", heading[1]));
    if (result.excerpt.length) entry.append(make("p", "search-result-excerpt", ...marked(result.excerpt)));
    entry.lang = page.language;
    return entry;
  }

  const FILTERS = {
    year: (page) => (page.date ? [page.date.slice(0, 4)] : []),
    category: (page) => page.categories,
    tag: (page) => page.tags,
    language: (page) => [page.language],
  };

  function label(name, value) {
    return name === "language" ? new Intl.DisplayNames([language], { type: "language" }).of(value) : value;
  }

  function fillFilter(select, pages) {
    const name = select.dataset.searchFilter;
    if (select.options.length > 1) return;
    const values = [...new Set(pages.flatMap(FILTERS[name]))].sort();
    if (name === "year") values.reverse();
    for (const value of values) select.append(new Option(label(name, value), value));
    select.closest("label").hidden = values.length < 2;
  }

  function connect(root) {
    const input = root.querySelector('input[type="search"]');
    const selects = [...root.querySelectorAll("[data-search-filter]")];
    const list = root.querySelector("[data-search-results]");
    const more = root.querySelector("[data-search-more]");
    let latest = 0;
    let found;
    let running;

    const say = (text, count) => {
      const filled = (text || "").replace(/\{(count|query)\}/g, (_, name) => (name === "count" ? count : input.value.trim()));
      const status = root.querySelector("[data-search-status]");
      if (status.textContent !== filled) status.textContent = filled;
    };

    async function open() {
      say(root.dataset.textLoading);
      try {
        const { pages } = await ready();
        selects.forEach((select) => fillFilter(select, pages));
      } catch {
        say(root.dataset.textFailed);
        return;
      }
      await run();
    }

    const run = () => (running = answer());

    async function answer() {
      const ticket = ++latest;
      try {
        const { search } = await ready();
        const wanted = selects.filter(({ value }) => value);
        const accept = (page) => wanted.every((one) => FILTERS[one.dataset.searchFilter](page).includes(one.value));
        const answered = await search(input.value, accept);
        const results = await answered.next(SHOWN);
        if (ticket !== latest) return;
        found = answered;
        list.replaceChildren();
        show(results);
      } catch {
        if (ticket === latest) say(root.dataset.textFailed);
      }
    }

    function show(results) {
      list.append(...results.map((result) => item(result, root.dataset)));
      const shown = list.children.length;
      const total = found.total ?? (results.length < SHOWN ? shown : undefined);
      const texts = root.dataset;
      more.hidden = total !== undefined && shown >= total;
      if (!found.parts.length) say("");
      else if (!shown) say(texts.textNone);
      else if (total === undefined) say(texts.textFirst, shown);
      else say(total === 1 ? texts.textOne : texts.textMany, total);
    }

    async function showMore() {
      const asked = found;
      const before = list.children.length;
      const results = await asked.next(SHOWN);
      if (asked !== found) return;
      show(results);
      list.children[before]?.querySelector("a").focus();
    }

    /* The browser takes the focus out of a closed dialog a moment later; a "/" typed by then would go there. */
    function close() {
      root.close();
      if (root.contains(document.activeElement)) document.activeElement.blur();
    }

    function walk(event) {
      if (event.isComposing) return;
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      const typing = document.activeElement === input;
      if (event.key === "ArrowDown" && (typing || at >= 0)) (links[at + 1] || links[at])?.focus();
      else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || input).focus();
      else if (event.key === "Enter" && typing && root.close) running?.then(() => list.querySelector("a")?.click());
      else if (event.key === "Escape" && root.close) close();
      else return;
      event.preventDefault();
    }

    input.addEventListener("input", (event) => event.isComposing || run());
    input.addEventListener("compositionend", run);
    selects.forEach((select) => select.addEventListener("change", run));
    more.addEventListener("click", showMore);
    root.addEventListener("keydown", walk);
    if (root.close) root.addEventListener("click", (event) => event.target === root && close());
    return { root, input, open };
  }

  function begin() {
    const searches = [...document.querySelectorAll("[data-search-root]")].map(connect);
    const inPage = searches.find(({ root }) => !root.close);
    const dialog = searches.find(({ root }) => root.close);
    const open = (event) => {
      if (!inPage && !dialog) return;
      event.preventDefault();
      if (!inPage && !dialog.root.open) {
        dialog.root.showModal();
        dialog.open();
      }
      (inPage || dialog).input.focus();
      (inPage || dialog).input.select();
    };
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key === "/" && plain && !typing) open(event);
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) open(event);
    });
    document.addEventListener("click", (event) => event.target.closest?.("[data-search-open]") && open(event));
    if (inPage) {
      inPage.input.value = new URLSearchParams(location.search).get("q") || "";
      inPage.open();
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  return { put };
})();
