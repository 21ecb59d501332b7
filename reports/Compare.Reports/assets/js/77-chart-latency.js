// Percentiles of latency over an axis that counts nines.
report.defineChart("latency", {
  chosen() {
    const item = Number(report.control("latency.case"));
    const kind = report.control("latency.kind");
    return (report.data.sections.latency ?? []).filter(series =>
      series.case === item && series.kind === kind && report.selection.config.has(series.config));
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  rows() {
    const header = ["config", "workload", "kind", "percentile", "latency_ns"];
    return [header, ...this.chosen().flatMap(series => series.latencyNs.map((latency, index) => [
      report.data.configs[series.config].name, report.data.cases[series.case].label,
      series.kind, series.percentile[index], latency]))];
  },

  option() {
    const chosen = this.chosen();
    const ends = chosen.map(series => series.nines.at(-1));
    return {
      ...report.base("Latency by percentile, one line per engine. The table below has the numbers."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${report.format.html(seriesName)}</b><br>`
          + `${data[3] >= 100 ? "longest" : data[3] + "\u00a0%"}: ${report.format.time(data[2])}`,
      }),
      xAxis: report.axis({
        type: "value", min: 0, max: Math.max(1, Math.ceil(Math.max(...ends, 1))), interval: 1,
        name: "percentile of requests", nameLocation: "middle", nameGap: 30,
        axisLabel: { formatter: value => report.charts.get("pauses").percentile(value) },
      }),
      yAxis: report.timeAxis(chosen.flatMap(series => series.latencyNs), "latency, log scale, ↓ better"),
      series: chosen.map(series => ({
        type: "line", ...report.style(series.config), showSymbol: true, showAllSymbol: true,
        symbolSize: point => point[3] >= 100 ? 11 : 6,
        data: series.nines.map((nines, index) =>
          [nines, Math.log10(Math.max(1, series.latencyNs[index])), series.latencyNs[index], series.percentile[index]]),
      })),
    };
  },
});
