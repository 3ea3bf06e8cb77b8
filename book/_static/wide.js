// A formula or a table wider than its column scrolls. Those, and only those, can be reached by keyboard to be scrolled.
(() => {
  "use strict";

  const RESIZE_PAUSE_MS = 200;

  const markWide = () => {
    for (const wide of document.querySelectorAll('mjx-container[display="true"], .pst-scrollable-table-container')) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
      else wide.removeAttribute("tabindex");
    }
  };

  // The script of MathJax is loaded, and its promise exists, before the page is.
  window.addEventListener("load", async () => {
    await window.MathJax?.startup?.promise;
    markWide();
    let pause;
    window.addEventListener("resize", () => {
      clearTimeout(pause);
      pause = setTimeout(markWide, RESIZE_PAUSE_MS);
    });
  });
})();
