/* Lets the services count this visit that the site names, unless the reader or the place speaks against it. */
"use strict";

(() => {
  const { services, host } = document.currentScript.dataset;
  const isLocal = /^$|^localhost$|\.localhost$|^127\.|^0\.0\.0\.0$|^\[::1?\]$/.test(location.hostname);
  const isCopy = host && location.host !== host;
  if (isLocal || isCopy || navigator.doNotTrack === "1" || navigator.globalPrivacyControl) return;

  function load(address, data, integrity) {
    const script = document.createElement("script");
    Object.assign(script.dataset, data);
    if (integrity) {
      script.integrity = integrity;
      script.crossOrigin = "anonymous";
    }
    script.defer = true;
    script.src = address;
    document.head.append(script);
  }

  const start = {
    plausible({ domain, script }) {
      // What its newer scripts, one for each site, are to find; the older ones read the domain.
      window.plausible ??= (...call) => (window.plausible.q ??= []).push(call);
      window.plausible.init ??= options => (window.plausible.o = options ?? {});
      window.plausible.init();
      load(script, { domain: domain || location.hostname });
    },
    umami({ website_id, script, server }) {
      load(script, { websiteId: website_id, ...(server && { hostUrl: server }) });
    },
    goatcounter({ server, script, integrity }) {
      load(script, { goatcounter: `${server}/count` }, integrity);
    },
    google({ id }) {
      window.dataLayer ??= [];
      window.gtag ??= function () {
        // It wants the arguments object itself.
        window.dataLayer.push(arguments);
      };
      window.gtag("js", new Date());
      window.gtag("config", id);
      load(`https://www.googletagmanager.com/gtag/js?id=${encodeURIComponent(id)}`, {});
    },
  };
  for (const [name, settings] of Object.entries(JSON.parse(services))) start[name](settings);
})();
