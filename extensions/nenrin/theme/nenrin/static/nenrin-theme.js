/* Sets the colours the reader chose before there is anything to paint. */
(root => {
  root.dataset.js = "";
  try {
    const mode = localStorage.getItem("nenrin-theme");
    if (mode) root.dataset.theme = mode;
  } catch {}
})(document.documentElement);
