// Committed memory term by term over the allocation clock, a small picture for each engine.
report.defineChart("breakdown", {
  terms: ["live", "floating", "internal", "external", "metadata"],

  chosen() {
    const item = Number(report.control("breakdown.case"));
    return (report.data.sections.breakdown?.series ?? [])
      .filter(series => series.case === item && report.selection.config.has(series.config));
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  rows() {
    const header = ["config", "workload", "moment", "allocated_bytes", "committed_bytes", ...this.terms.map(term => term + "_bytes")];
    return [header, ...this.chosen().flatMap(series => series.allocatedBytes.map((clock, index) => [
      report.data.configs[series.config].name, report.data.cases[series.case].label, series.moment[index],
      clock, series.committedBytes[index], ...this.terms.map(term => series[term + "Bytes"][index])]))];
  },

  columns(width) {
    return Math.max(1, Math.min(this.chosen().length, Math.floor(width / 300)));
  },

  panel: 210,

  height() {
    const width = document.querySelector('figure[data-chart="breakdown"] .plot').clientWidth;
    return Math.max(1, Math.ceil(this.chosen().length / this.columns(width))) * this.panel;
  },

  // Live in the engine's hue; what is not live, paler and greyer the less the program has of it.
  fill(term, config) {
    const hue = report.theme.color("--hue", "hue-" + report.data.configs[config].hue);
    return {
      live: { color: hue, opacity: 1 },
      floating: { color: hue, opacity: 0.45 },
      internal: { color: report.theme.color("--quiet"), opacity: 0.9 },
      external: { color: report.theme.color("--strong-line"), opacity: 0.35 },
      metadata: { color: report.theme.color("--text"), opacity: 0.85 },
    }[term];
  },

  tip(points, chosen) {
    const series = chosen[points[0].axisIndex ?? 0];
    const index = points[0].dataIndex;
    const committed = series.committedBytes[index];
    const share = value => value === null || !(committed > 0) ? "" : ` (${Number((100 * value / committed).toPrecision(3))}\u00a0%)`;
    const line = (name, value) => `<br>${name}: ${report.format.bytes(value)}${value === committed ? "" : share(value)}`;
    return `<b>${report.format.html(report.data.configs[series.config].name)}</b>, ${report.format.html(series.moment[index])}, `
      + `${report.format.bytes(series.allocatedBytes[index])} allocated`
      + [...this.terms].reverse().map(term => line(term, series[term + "Bytes"][index])).join("")
      + line("<b>committed</b>", series.committedBytes[index]);
  },

  shareAxis: index => report.axis({
    type: "value", min: 0, max: 1, interval: 0.5, gridIndex: index, axisLabel: { formatter: value => `${100 * value}\u00a0%` },
  }),

  option(width) {
    const chosen = this.chosen();
    const columns = this.columns(width);
    const memory = report.charts.get("memory");
    const isSame = report.control("breakdown.scale") === "same";
    const isShare = report.control("breakdown.show") === "share";
    const height = (series, value, at) => value === null || !isShare ? value : series.committedBytes[at] > 0 ? value / series.committedBytes[at] : null;
    const top = report.extremes([1, ...chosen.flatMap(series => series.committedBytes)])[1];
    const right = report.extremes([1, ...chosen.flatMap(series => series.allocatedBytes)])[1];
    const column = 100 / columns;
    const place = index => ({ left: (index % columns) * column, top: Math.floor(index / columns) * this.panel });
    const area = (series, index, term) => ({
      type: "line", name: term, stack: "all" + index, symbol: "none", xAxisIndex: index, yAxisIndex: index,
      lineStyle: { width: 0 }, areaStyle: this.fill(term, series.config), itemStyle: { color: this.fill(term, series.config).color },
      data: series.allocatedBytes.map((clock, at) => [clock, height(series, series[term + "Bytes"][at], at)]),
    });
    const outline = (series, index) => ({
      type: "line", name: "committed", xAxisIndex: index, yAxisIndex: index, symbol: "circle",
      showSymbol: series.allocatedBytes.length < 2, symbolSize: 5,
      itemStyle: { color: report.theme.color("--text") }, lineStyle: { color: report.theme.color("--text"), width: 1 },
      data: series.allocatedBytes.map((clock, at) => [clock, series.committedBytes[at]]),
    });
    return {
      ...report.base("Committed memory over the allocation clock, stacked: live, floating, internal, external, metadata; one picture "
        + "for each engine. The rows behind it are in the CSV; the table below has the fragmentation."),
      tooltip: report.tooltip({ trigger: "axis", formatter: points => this.tip(points, chosen) }),
      title: chosen.map((series, index) => ({
        text: report.data.configs[series.config].name, left: place(index).left + 1 + "%", top: place(index).top + 4,
        textStyle: { fontSize: 13, fontWeight: 600, color: report.theme.color("--text"), width: width / columns - 20, overflow: "truncate" },
      })),
      grid: chosen.map((_, index) => ({
        left: place(index).left + "%", width: column - (columns > 1 ? 2.5 : 1) + "%", top: place(index).top + 32, height: this.panel - 52,
        outerBoundsMode: "same", outerBoundsContain: "all",
      })),
      xAxis: chosen.map((_, index) => ({ ...memory.axis(0, right, 3), gridIndex: index })),
      yAxis: chosen.map((series, index) => isShare ? this.shareAxis(index) : ({
        ...memory.axis(0, isSame ? top : report.extremes([1, ...series.committedBytes])[1], 3), gridIndex: index,
      })),
      series: chosen.flatMap((series, index) => [
        ...(series.liveBytes.every(value => value === null) ? [] : this.terms.map(term => area(series, index, term))),
        ...(isShare ? [] : [outline(series, index)]),
      ]),
    };
  },
});
