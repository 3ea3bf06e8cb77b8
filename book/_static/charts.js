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
      script.onerror = () => {
        vegaIsComing = undefined; // the next chart may try again
        reject(new Error("the chart library could not be loaded"));
      };
      document.head.append(script);
    }));

  const readJson = (element) => JSON.parse(element.textContent);

  // Datasets and the theme stand once per page; charts name those that they use.
  const sharedPart = (name) => {
    const element = document.querySelector(`script.hs-dataset[data-name="${CSS.escape(name)}"]`);
    if (!element) throw new Error(`the page does not carry the dataset ${name}`);
    return readJson(element);
  };

  // Data stand as columns, and words that repeat once; Vega wants rows.
  const rowsOf = (data) => {
    if (!data.columns) return data;
    const fields = Object.entries(data.columns).map(([field, column]) => [
      field,
      Array.isArray(column) ? column : column.at.map((index) => column.words[index]),
    ]);
    return fields[0][1].map((_, row) => Object.fromEntries(fields.map(([field, values]) => [field, values[row]])));
  };

  const withSharedParts = (specification) => {
    const meta = specification.usermeta ?? {};
    const datasets = Object.fromEntries((meta.datasets ?? []).map((name) => [name, rowsOf(sharedPart(name))]));
    return { ...specification, datasets, ...(meta.config ? { config: sharedPart(meta.config) } : {}) };
  };

  const partsOf = (spec) => spec.concat ?? spec.vconcat ?? spec.hconcat;

  // Fits a chart to the width of its place: a single chart stretches, a concatenated one changes its
  // columns. How much room axes and labels take in each column is known only after a first drawing.
  const fitted = (specification, width, minColumnWidth, axisRoom) => {
    const spec = structuredClone(specification);
    const parts = partsOf(spec);
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

  // What the reader has set: controls by their values, selections by the rows in their stores.
  const readerState = (view, specification) => {
    const state = { signals: [], stores: [] };
    for (const parameter of specification.params ?? []) {
      if (parameter.select) state.stores.push([`${parameter.name}_store`, view.data(`${parameter.name}_store`)]);
      else if (parameter.bind) state.signals.push([parameter.name, view.signal(parameter.name)]);
    }
    return state;
  };

  const restore = (view, state) => {
    for (const [name, value] of state.signals) view.signal(name, value);
    for (const [name, rows] of state.stores) view.data(name, rows);
    return view.runAsync();
  };

  // The label of a choice holds the choice itself; without a name of its own it would be read with all options.
  const nameControls = (controls) => {
    for (const bound of controls.querySelectorAll(".vega-bind")) {
      const name = bound.querySelector(".vega-bind-name").textContent;
      bound.querySelectorAll("select, input").forEach((control) => control.setAttribute("aria-label", name));
    }
  };

  // Draws beside the picture and swaps when complete, so that the page never shows a gap. A drawing
  // that a later one has overtaken, for example while the window is resized, is thrown away.
  const draw = async (chart) => {
    const drawing = (chart.heterostructuresDrawing = (chart.heterostructuresDrawing ?? 0) + 1);
    const overtaken = () => drawing !== chart.heterostructuresDrawing;
    const picture = chart.querySelector(".hs-chart-picture");
    const controls = chart.querySelector(".hs-chart-controls");
    const specification = readJson(chart.querySelector(".hs-chart-specification"));
    const width = chart.clientWidth;
    const stage = document.createElement("div");
    stage.className = "hs-chart-stage";
    // The picture around it has the role and the description; Vega's own roles would repeat it mark by mark.
    stage.setAttribute("aria-hidden", "true");
    stage.style.cssText = "position:absolute;visibility:hidden;inset:0 0 auto 0";
    const form = document.createElement("div");
    let result;
    try {
      const vega = await loadVega();
      const complete = withSharedParts(specification);
      picture.append(stage);
      const embed = (axisRoom) =>
        vega.embed(stage, fitted(complete, width, Number(chart.dataset.minColumnWidth), axisRoom), {
          renderer: "svg",
          actions: false,
          bind: form,
          tooltip: { theme: "heterostructures" },
        });
      result = await embed(0);
      const excess = Number(stage.querySelector("svg").getAttribute("width")) - width;
      if (excess > 0 && partsOf(specification) && !overtaken()) {
        const columns = result.spec.columns ?? 1;
        result.view.finalize();
        form.replaceChildren();
        result = await embed(Math.ceil(excess / columns));
      }
      if (!overtaken() && chart.heterostructuresView) {
        await restore(result.view, readerState(chart.heterostructuresView, specification));
      }
      if (overtaken()) {
        result.view.finalize();
        stage.remove();
        return;
      }
    } catch (error) {
      result?.view.finalize();
      stage.remove();
      throw error;
    }
    const focused = [...controls.querySelectorAll("select, input")].indexOf(document.activeElement);
    stage.style.cssText = "";
    picture.replaceChildren(stage);
    controls.replaceChildren(...form.childNodes);
    nameControls(controls);
    if (focused >= 0) controls.querySelectorAll("select, input")[focused]?.focus();
    chart.heterostructuresView?.finalize();
    chart.heterostructuresView = result.view;
    chart.dataset.drawnWidth = String(width);
    chart.dataset.state = "live";
  };

  const drawOrKeepPicture = (chart) =>
    draw(chart).catch((error) => {
      if (!chart.heterostructuresView) chart.dataset.state = "failed";
      console.error(`Chart ${chart.id} could not be drawn anew:`, error);
    });

  const watchWidth = (chart) => {
    let timer;
    new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (Math.abs(chart.clientWidth - Number(chart.dataset.drawnWidth)) > 8) drawOrKeepPicture(chart);
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
