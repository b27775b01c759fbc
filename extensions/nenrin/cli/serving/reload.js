// On pages that `nenrin serve` shows: reload when the page was written again, and say what is wrong with the blog.
(() => {
  "use strict";
  const version = document.currentScript.dataset.version;
  let box = null;

  async function renew() {
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    if (answer.headers.get("X-Nenrin-Version") !== version) location.reload();
  }

  // Styles are set one by one: the policy of a site may forbid those written in markup.
  function styled(element, styles) {
    Object.assign(element.style, styles);
    return element;
  }

  function show(lines) {
    box?.remove();
    box = null;
    if (!lines.length) return;
    box = styled(document.createElement("section"), {
      position: "fixed", insetInline: "0", bottom: "0", zIndex: "2147483647", maxHeight: "40vh", overflow: "auto",
      padding: "0.75rem 1rem", background: "#3b1212", color: "#fff", borderTop: "4px solid #ff8a80",
      font: "14px/1.5 ui-monospace, monospace",
    });
    box.id = "nenrin-problems";
    box.setAttribute("role", "status");
    box.setAttribute("lang", "en");
    const title = styled(document.createElement("strong"), { display: "block", font: "inherit", fontWeight: "bold" });
    title.textContent = lines.length === 1 ? "1 problem" : `${lines.length} problems`;
    box.append(title);
    for (const line of lines) {
      const row = styled(document.createElement("div"), { whiteSpace: "pre-wrap", overflowWrap: "anywhere" });
      row.textContent = line;
      box.append(row);
    }
    document.body.append(box);
  }

  function hear(event) {
    const news = JSON.parse(event.data);
    show(news.failure ? [news.failure, ...news.warnings] : news.warnings);
    if (news.assets) location.reload();
    else renew();
  }

  // A browser opens six connections to a server: hidden tabs let theirs go, and look again when they are shown.
  let stream = null;
  function listen() {
    stream?.close();
    stream = null;
    if (document.hidden) return;
    stream = new EventSource("/_nenrin/events");
    stream.addEventListener("message", hear);
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => stream?.close());
  listen();
})();
