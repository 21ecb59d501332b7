// One percentile of latency over the window in which begins are spread, one line per engine.
report.defineChart("metering", {
  chosen() {
    const item = Number(report.control("metering.case"));
    const percentile = Number(report.control("metering.percentile"));
    const lines = new Map();
    for (const series of report.data.sections.latency ?? []) {
      if (series.case !== item || series.window === null || !report.selection.config.has(series.config)) continue;
      const index = series.percentile.indexOf(percentile);
      if (index < 0) continue;
      if (!lines.has(series.config)) lines.set(series.config, { config: series.config, points: [] });
      lines.get(series.config).points.push({ window: series.window, latency: series.latencyNs[index] });
    }
    return [...lines.values()].filter(({ points }) => points.length > 1);
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  label(window) {
    return window === 0 ? "simple" : window < 0 ? "whole run" : report.format.decade(Math.log10(window));
  },

  // The whole run is the longest window.
  windows(chosen) {
    const rank = window => window < 0 ? Infinity : window;
    return [...new Set(chosen.flatMap(({ points }) => points.map(({ window }) => window)))].sort((a, b) => rank(a) - rank(b));
  },

  rows() {
    const percentile = Number(report.control("metering.percentile"));
    const label = report.data.cases[Number(report.control("metering.case"))].label;
    return [["config", "workload", "percentile", "window", "latency_ns"], ...this.chosen().flatMap(({ config, points }) =>
      points.map(({ window, latency }) => [report.data.configs[config].name, label, percentile, this.label(window), latency]))];
  },

  option() {
    const chosen = this.chosen();
    const windows = this.windows(chosen);
    return {
      ...report.base("One percentile of latency by metering window, one line per engine. The table below has the numbers."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data, name }) =>
          `<b>${report.format.html(seriesName)}</b><br>${report.format.html(name)}: ${report.format.time(data.latency)}`,
      }),
      xAxis: report.axis({
        type: "category", data: windows.map(window => this.label(window)), name: "metering window",
        nameLocation: "middle", nameGap: 30,
      }),
      yAxis: report.timeAxis(chosen.flatMap(({ points }) => points.map(({ latency }) => latency)), "latency, log scale, ↓ better"),
      series: chosen.map(({ config, points }) => ({
        type: "line", ...report.style(config), showSymbol: true, showAllSymbol: true, symbolSize: 7,
        data: windows.map(window => {
          const point = points.find(candidate => candidate.window === window);
          return point ? { value: Math.log10(Math.max(1, point.latency)), latency: point.latency } : "-";
        }),
      })),
    };
  },
});
