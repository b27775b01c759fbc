/* Loads the comments below a post when the reader has come to them or asks for them, and keeps their colours. */
"use strict";

(() => {
  const block = document.querySelector("[data-comments]");
  if (!block) return;
  const root = document.documentElement;
  const words = block.dataset;
  const settings = JSON.parse(words.settings);
  const place = block.querySelector("[data-comments-place]");
  const status = block.querySelector("[role=status]");
  const button = block.querySelector("button");
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (systemDark.matches ? "dark" : "light")) === "dark";
  const theme = () => (isDark() ? settings.theme_dark : settings.theme_light);

  /* Those who signed in on GitHub come back with a token in the address. It is kept under the name, and in the
     form, that the service's own script uses. */
  const tokens = {
    giscus: { key: "giscus-session", write: JSON.stringify, read: JSON.parse },
    utterances: { key: "utterances-session", write: text => text, read: text => text },
  }[words.comments];
  const page = new URL(location.href);
  const brought = tokens && page.searchParams.get(words.comments);
  if (brought) {
    page.searchParams.delete(words.comments);
    history.replaceState(history.state, "", page);
  }
  let session = brought || stored();
  if (brought) store();

  function stored() {
    try {
      return tokens.read(localStorage.getItem(tokens.key)) || "";
    } catch {
      return "";
    }
  }

  function store() {
    try {
      if (session) localStorage.setItem(tokens.key, tokens.write(session));
      else localStorage.removeItem(tokens.key);
    } catch {
      // Storage is closed to us: the reader is signed in for this page, or has to sign in again.
    }
  }

  function load(name, from) {
    const file = document.createElement(name);
    const address = name === "link" ? "href" : "src";
    const key = name === "link" ? "style" : "script";
    if (name === "link") file.rel = "stylesheet";
    if (settings.integrity[key] && from === settings[key]) {
      file.integrity = settings.integrity[key];
      file.crossOrigin = "anonymous";
    }
    return new Promise((resolve, reject) => {
      file.addEventListener("load", resolve);
      file.addEventListener("error", () => reject(new Error(`${from} could not be loaded`)));
      file[address] = from;
      document.head.append(file);
    });
  }

  function child(id) {
    const element = document.createElement("div");
    if (id) element.id = id;
    place.replaceChildren(element);
    return element;
  }

  /* A frame of the service's own, which tells us its height and hears of our colours. */
  function frame(address, heard) {
    const element = document.createElement("iframe");
    element.title = words.title;
    element.allow = "clipboard-write";
    const { origin } = new URL(settings.server);
    addEventListener("message", event => {
      if (event.origin === origin && event.source === element.contentWindow) heard(event.data, element);
    });
    const ready = new Promise(resolve => element.addEventListener("load", resolve, { once: true }));
    element.src = address();
    place.replaceChildren(element);
    return ready.then(() => ({ post: message => element.contentWindow.postMessage(message, origin) }));
  }

  function query(values) {
    return new URLSearchParams(values).toString();
  }

  const description = (document.querySelector("meta[name=description]")?.content ?? "").slice(0, 300);
  const back = `${page.origin}${page.pathname}${page.search}`;

  const services = {
    async giscus() {
      const address = () =>
        `${settings.server}/${settings.language}/widget?${query({
          origin: `${back}#${block.id}`,
          session,
          theme: theme(),
          reactionsEnabled: settings.reactions ? "1" : "0",
          emitMetadata: "0",
          inputPosition: settings.input_position,
          repo: settings.repo,
          repoId: settings.repo_id,
          category: settings.category,
          categoryId: settings.category_id,
          strict: settings.strict ? "1" : "0",
          description,
          backLink: settings.url || back,
          term: settings.term,
          number: "",
        })}`;
      const heard = (data, element) => {
        const said = data?.giscus;
        if (!said) return;
        if (said.resizeHeight) element.style.height = `${said.resizeHeight}px`;
        if (said.signOut || /Bad credentials|Invalid state value|State has expired/.test(said.error ?? "")) {
          if (!session) return;
          session = "";
          store();
          element.src = address();
        }
      };
      const { post } = await frame(address, heard);
      return () => post({ giscus: { setConfig: { theme: theme() } } });
    },

    async utterances() {
      const address = () =>
        `${settings.server}/utterances.html?${query({
          repo: settings.repo,
          "issue-term": settings.mapping,
          ...(settings.label && { label: settings.label }),
          theme: theme(),
          url: settings.url || back,
          origin: page.origin,
          pathname: settings.term,
          title: settings.title,
          description,
          "og:title": settings.title,
          session,
        })}`;
      const heard = (data, element) => {
        if (data?.type === "resize" && data.height) element.style.height = `${data.height}px`;
      };
      const { post } = await frame(address, heard);
      return () => post({ type: "set-theme", theme: theme() });
    },

    async disqus() {
      child("disqus_thread");
      window.disqus_config = function () {
        this.page.url = settings.url || back;
        this.page.identifier = settings.path;
        this.page.title = settings.title;
        this.language = settings.language;
      };
      await load("script", `https://${settings.shortname}.disqus.com/embed.js`);
      return () => window.DISQUS?.reset({ reload: true, config: window.disqus_config });
    },

    async waline() {
      await Promise.all([load("link", settings.style), load("script", settings.script)]);
      // Its colours are those of the page, by the stylesheet of the theme.
      window.Waline.init({
        el: child(),
        serverURL: settings.server,
        path: settings.path,
        lang: settings.language,
        dark: false,
        emoji: settings.emoji ? [settings.emoji] : false,
        search: false,
      });
    },

    async artalk() {
      await Promise.all([load("link", settings.style), load("script", settings.script)]);
      let locale = settings.language;
      if (!["en", "zh-CN"].includes(locale)) {
        // The others are files of their own, which a server may lack.
        await load("script", new URL(`i18n/${locale}.js`, settings.script).href).catch(() => (locale = "en"));
      }
      const artalk = window.Artalk.init({
        el: child(),
        server: settings.server,
        site: settings.site,
        pageKey: settings.path,
        pageTitle: settings.title,
        locale,
        emoticons: settings.emoji || false,
        darkMode: isDark(),
      });
      return () => artalk.setDarkMode(isDark());
    },

    async twikoo() {
      await load("script", settings.script);
      child("tcomment");
      await window.twikoo.init({
        envId: settings.server,
        el: "#tcomment",
        path: settings.path,
        lang: settings.language,
      });
    },
  };

  let busy = false;
  async function show() {
    if (busy) return;
    busy = true;
    const pressed = document.activeElement === button;
    button.hidden = true;
    block.classList.add("asked");
    status.textContent = words.loading;
    if (pressed) place.focus({ preventScroll: true });
    try {
      const colour = await services[words.comments]();
      status.textContent = "";
      if (!colour) return;
      new MutationObserver(colour).observe(root, { attributeFilter: ["data-theme"] });
      systemDark.addEventListener("change", colour);
    } catch {
      place.replaceChildren();
      status.textContent = words.failed;
      button.textContent = words.again;
      button.hidden = false;
      busy = false;
    }
  }

  button.addEventListener("click", show);
  if (brought) show();
  else if (words.load === "click" || !window.IntersectionObserver) button.hidden = false;
  else {
    const watch = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      watch.disconnect();
      show();
    });
    watch.observe(block);
  }
})();
