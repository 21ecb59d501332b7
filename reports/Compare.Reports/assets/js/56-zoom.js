// Charts over a number zoom along it: Ctrl and wheel or pinch, drag to move, and by keyboard on the chart itself.
report.zoom = {
  step: 0.6,
  least: 0.5,

  // A chart that brings its own zoom keeps it; one over words has nothing to zoom along.
  add(option) {
    const axes = [option.xAxis].flat().filter(Boolean);
    if (option.dataZoom || !axes.length || axes.some(axis => axis.type !== "value" && axis.type !== "log")) return option;
    return { ...option, dataZoom: [{ type: "inside", xAxisIndex: axes.map((_, index) => index), zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, filterMode: "none" }] };
  },

  start() {
    for (const figure of document.querySelectorAll("figure[data-chart]")) {
      const plot = figure.querySelector(".plot");
      if (!report.charts.get(figure.dataset.chart)?.option) continue;
      plot.addEventListener("keydown", event => this.press(figure, event));
      plot.addEventListener("dblclick", () => this.to(figure, 0, 100));
    }
  },

  // Only charts that have something to zoom take part in the order of Tab.
  mark(figure, option) {
    const plot = figure.querySelector(".plot");
    if (!option.dataZoom) return;
    plot.tabIndex = 0;
    plot.setAttribute("aria-keyshortcuts", "+ - 0 ArrowLeft ArrowRight");
    plot.title = "Ctrl + wheel zooms, drag moves, double click shows all; on the keyboard: + − 0 and arrows";
  },

  range(figure) {
    const { start, end } = report.charts.get(figure.dataset.chart).view.getOption().dataZoom[0];
    return [start, end];
  },

  to(figure, start, end) {
    const { view } = report.charts.get(figure.dataset.chart);
    if (!view?.getOption().dataZoom?.length) return;
    view.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, start: Math.max(0, start), end: Math.min(100, end) });
  },

  press(figure, event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !figure.querySelector(".plot").hasAttribute("tabindex")) return;
    const [start, end] = this.range(figure);
    const [middle, half] = [(start + end) / 2, (end - start) / 2];
    const shift = half / 2;
    const moves = {
      "+": () => [middle - Math.max(half * this.step, this.least), middle + Math.max(half * this.step, this.least)],
      "=": () => moves["+"](),
      "-": () => [middle - half / this.step, middle + half / this.step],
      "0": () => [0, 100],
      ArrowLeft: () => start - shift < 0 ? [0, 2 * half] : [start - shift, end - shift],
      ArrowRight: () => end + shift > 100 ? [100 - 2 * half, 100] : [start + shift, end + shift],
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    this.to(figure, ...moves[event.key]());
  },
};
