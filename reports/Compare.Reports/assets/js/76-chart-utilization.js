// Minimum and bounded mutator utilisation over the length of the window.
report.defineChart("utilization", {
  chosen() {
    const item = Number(report.control("utilization.case"));
    return (report.data.sections.utilization ?? [])
      .filter(series => series.case === item && report.selection.config.has(series.config));
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  rows() {
    const header = ["config", "workload", "window_ns", "mmu", "bmu"];
    return [header, ...this.chosen().flatMap(series => series.windowNs.map((window, index) => [
      report.data.configs[series.config].name, report.data.cases[series.case].label,
      window, series.mmu[index], series.bmu[index]]))];
  },

  percent(share) {
    return Number((100 * share).toFixed(share > 0.99 && share < 1 ? 2 : 1)) + "\u00a0%";
  },

  line(series, kind, width) {
    const style = report.style(series.config);
    const intercept = series.longestPauseNs;
    const points = series.windowNs.map((window, index) => [Math.log10(window), series[kind][index], window, kind]);
    return {
      type: "line", clip: true, ...style, lineStyle: { ...style.lineStyle, width }, showSymbol: true, showAllSymbol: true,
      symbolSize: point => point[2] === intercept ? 11 : width > 1.5 ? 4 : 3,
      data: points,
    };
  },

  option() {
    const chosen = this.chosen();
    const kind = report.control("utilization.kind");
    // Below the shortest of the longest pauses every line is zero.
    const pauses = chosen.map(series => series.longestPauseNs).filter(Boolean);
    const windows = report.extremes(chosen.flatMap(series => report.extremes(series.windowNs)));
    const start = pauses.length ? Math.max(windows[0], report.extremes(pauses)[0] / 10) : windows[0];
    const [low, high] = chosen.length ? [start, windows[1]] : [1e3, 1e9];
    const isLongest = (name, window) =>
      chosen.some(series => report.data.configs[series.config].name === name && series.longestPauseNs === window);
    return {
      ...report.base("Mutator utilisation by length of window, one line per engine. The table below has the numbers."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${report.format.html(seriesName)}</b><br>`
          + `${data[3].toUpperCase()} of ${report.format.time(data[2])}: `
          + `${this.percent(data[1])}${isLongest(seriesName, data[2]) ? "<br>longest pause" : ""}`,
      }),
      xAxis: report.axis({
        type: "value", min: Math.floor(Math.log10(low)), max: Math.ceil(Math.log10(high)), interval: 1,
        name: "window, log scale; a line leaves zero at the longest pause", nameLocation: "middle", nameGap: 30,
        axisLabel: { formatter: value => report.format.decade(value) },
      }),
      yAxis: report.axis({
        type: "value", min: 0, max: 1, name: "utilisation, ↑ better",
        nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
        axisLabel: { formatter: value => this.percent(value) },
      }),
      series: chosen.flatMap(series => [
        ...(kind === "mmu" ? [] : [this.line(series, "bmu", 2)]),
        ...(kind === "bmu" ? [] : [this.line(series, "mmu", 1.25)]),
      ]),
    };
  },
});
