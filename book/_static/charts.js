// Turns the static pictures of a page into live charts when they come into view.
// Nothing here knows a particular chart: each carries its specification beside its picture.
(() => {
  "use strict";

  const assets = new URL(".", document.currentScript.src);
  const RESIZE_PAUSE_MS = 200;
  const SMALLEST_VIEW_PX = 140;
  let vegaIsComing;

  // A classic script rather than a module, so that the book also works when opened as a file.
  const loadVega = () =>
    (vegaIsComing ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("vega-bundle.js", assets);
      script.onload = () => resolve(window.heterostructuresVega);
      script.onerror = () => reject(new Error("the chart library could not be loaded"));
      document.head.append(script);
    }));

  const readJson = (element) => JSON.parse(element.textContent);

  // Datasets stand once per page; charts name those that they draw.
  const withDatasets = (specification) => {
    const datasets = {};
    for (const name of specification.usermeta?.datasets ?? []) {
      const element = document.querySelector(`script.hs-dataset[data-name="${CSS.escape(name)}"]`);
      if (!element) throw new Error(`the page does not carry the dataset ${name}`);
      datasets[name] = readJson(element);
    }
    return { ...specification, datasets };
  };

  // Fits a chart to the width of its place: a single chart stretches, a concatenated one changes its
  // columns. How much room axes and labels take in each column is known only after a first drawing.
  const fitted = (specification, width, minColumnWidth, axisRoom) => {
    const spec = structuredClone(specification);
    const parts = spec.concat ?? spec.vconcat ?? spec.hconcat;
    if (!parts) {
      if (!spec.facet && !spec.repeat) {
        spec.width = "container";
        spec.autosize = { type: "fit-x", contains: "padding" };
      }
      return spec;
    }
    const wanted = spec.vconcat ? 1 : spec.columns ?? parts.length;
    const columns = Math.max(1, Math.min(wanted, Math.floor(width / (minColumnWidth || 300))));
    const spacing = typeof spec.spacing === "number" ? spec.spacing : 20;
    const partWidth = Math.floor((width - (columns - 1) * spacing) / columns - axisRoom);
    spec.concat = parts.map((part) => ({ ...part, width: Math.max(SMALLEST_VIEW_PX, partWidth) }));
    spec.columns = columns;
    delete spec.vconcat;
    delete spec.hconcat;
    return spec;
  };

  const boundValues = (view, specification) =>
    (specification.params ?? [])
      .filter((parameter) => parameter.bind && !parameter.select)
      .map((parameter) => [parameter.name, view.signal(parameter.name)]);

  const draw = async (chart) => {
    const picture = chart.querySelector(".hs-chart-picture");
    const controls = chart.querySelector(".hs-chart-controls");
    const specification = readJson(chart.querySelector(".hs-chart-specification"));
    const width = chart.clientWidth;
    const vega = await loadVega();
    const kept = chart.heterostructuresView ? boundValues(chart.heterostructuresView, specification) : [];

    const stage = document.createElement("div");
    stage.className = "hs-chart-stage";
    // The picture around it has the role and the description; Vega's own roles would repeat it mark by mark.
    stage.setAttribute("aria-hidden", "true");
    const form = document.createElement("div");
    // Drawn beside the picture and put in its place when complete, so that the page never shows a gap.
    stage.style.cssText = "position:absolute;visibility:hidden;inset:0 0 auto 0";
    picture.append(stage);
    const complete = withDatasets(specification);
    const embed = (axisRoom) =>
      vega.embed(stage, fitted(complete, width, Number(chart.dataset.minColumnWidth), axisRoom), {
        renderer: "svg",
        actions: false,
        bind: form,
        tooltip: { theme: "heterostructures" },
      });
    let result = await embed(0);
    const excess = Number(stage.querySelector("svg").getAttribute("width")) - width;
    if (excess > 0) {
      const columns = result.spec.columns ?? 1;
      result.view.finalize();
      form.replaceChildren();
      result = await embed(Math.ceil(excess / columns));
    }
    for (const [name, value] of kept) result.view.signal(name, value);
    await result.view.runAsync();
    stage.style.cssText = "";
    picture.replaceChildren(stage);
    controls.replaceChildren(...form.childNodes);
    // The label of a choice holds the choice itself; without a name of its own it would be read with all options.
    for (const bound of controls.querySelectorAll(".vega-bind")) {
      const name = bound.querySelector(".vega-bind-name").textContent;
      bound.querySelectorAll("select, input").forEach((control) => control.setAttribute("aria-label", name));
    }
    chart.heterostructuresView?.finalize();
    chart.heterostructuresView = result.view;
    chart.dataset.drawnWidth = String(width);
    chart.dataset.state = "live";
  };

  const drawOrKeepPicture = (chart) =>
    draw(chart).catch((error) => {
      chart.dataset.state = "failed";
      console.error(`Chart ${chart.id} stays a static picture:`, error);
    });

  const watchWidth = (chart) => {
    let timer;
    new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const isLive = chart.dataset.state === "live";
        if (isLive && Math.abs(chart.clientWidth - Number(chart.dataset.drawnWidth)) > 8) drawOrKeepPicture(chart);
      }, RESIZE_PAUSE_MS);
    }).observe(chart);
  };

  const start = () => {
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          seen.unobserve(entry.target);
          drawOrKeepPicture(entry.target).then(() => watchWidth(entry.target));
        }
      },
      { rootMargin: "200px" },
    );
    document.querySelectorAll(".hs-chart").forEach((chart) => seen.observe(chart));
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
