// Percentiles of pauses, and of the latencies of requests, over an axis that counts nines.
report.percentileChart = (id, noun, column, title) => ({
  chosen() {
    const item = Number(report.control(`${id}.case`));
    return (report.data.sections[id] ?? []).filter(series => series.case === item && report.selection.config.has(series.config));
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  rows() {
    const header = ["config", "workload", "percentile", column];
    return [header, ...this.chosen().flatMap(series => series.points.map(([nines, value]) =>
      [report.data.configs[series.config].name, report.data.cases[series.case].label, 100 * (1 - 10 ** -nines), value]))];
  },

  // 0 is the shortest, 1 the 90th percentile, 2 the 99th.
  percentile(nines) {
    return Number((100 * (1 - 10 ** -nines)).toFixed(Math.max(0, Math.ceil(nines) - 2) + (nines % 1 ? 1 : 0))) + "\u00a0%";
  },

  option() {
    const chosen = this.chosen();
    const ends = chosen.map(series => series.points.at(-1)[0]);
    return {
      ...report.base(`${title}, one line per engine. The table below has the numbers.`),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) =>
          `<b>${report.format.html(seriesName)}</b><br>${this.percentile(data[0])}: ${report.format.time(10 ** data[1])}`,
      }),
      xAxis: report.axis({
        type: "value", min: 0, max: Math.max(1, Math.ceil(Math.max(...ends, 1))), interval: 1,
        name: `percentile of ${id}`, nameLocation: "middle", nameGap: 30,
        axisLabel: { formatter: value => this.percentile(value) },
      }),
      yAxis: report.timeAxis(chosen.flatMap(series => series.points.map(point => point[1])), `${noun}, log scale, ↓ better`),
      series: chosen.map(series => ({
        type: "line", ...report.style(series.config), symbolSize: point => Number.isInteger(point[0] * 2) ? 8 : 0, showSymbol: true,
        data: series.points.map(([nines, value]) => [nines, Math.log10(value)]),
        markPoint: {
          silent: true, symbol: report.style(series.config).symbol, symbolSize: 11,
          data: [{ coord: [series.points.at(-1)[0], Math.log10(series.points.at(-1)[1])] }], label: { show: false },
        },
      })),
    };
  },
});

report.defineChart("pauses", report.percentileChart("pauses", "pause", "pause_ns", "Pause by percentile"));
report.defineChart("requests", report.percentileChart("requests", "latency", "latency_ns", "Latency by percentile"));
