// Time of each iteration; hollow points are warm-up.
report.defineChart("warm-up", {
  chosen() {
    const item = Number(report.control("warm-up.case"));
    return (report.data.sections["warm-up"] ?? []).filter(series => series.case === item && report.selection.config.has(series.config));
  },

  configs() {
    return [...new Set(this.chosen().map(series => series.config))];
  },

  rows() {
    const header = ["config", "workload", "invocation", "iteration", "measured", "wall_ns"];
    return [header, ...this.chosen().flatMap(series => series.wallNs.map((wall, index) => [
      report.data.configs[series.config].name, report.data.cases[series.case].label, series.invocation,
      series.iteration[index], index >= series.warmUp, wall]))];
  },

  option() {
    const chosen = this.chosen();
    const values = chosen.flatMap(series => series.wallNs);
    const [low, high] = report.extremes(values.length ? values : [1, 10]);
    const wide = high > 20 * low;
    const [, last] = report.extremes([1, ...chosen.flatMap(series => series.iteration)]);
    const linear = report.axis({
      type: "value", min: 0, name: "wall time, ↓ better",
      nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
      axisLabel: { formatter: value => value === 0 ? "0" : report.format.time(value).replace(/\.0+(?=\u00a0)/, "") },
    });
    return {
      ...report.base("Wall time of each iteration, one line per invocation. The table below has the numbers."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${report.format.html(seriesName)}</b><br>invocation ${data.invocation}, iteration `
          + `${data.value[0]}${data.warmUp ? " (warm-up)" : ""}: ${report.format.time(data.wall)}`,
      }),
      xAxis: report.axis({
        type: "value", min: 0, max: last, minInterval: 1, name: "iteration", nameLocation: "middle", nameGap: 30,
        axisLabel: { formatter: value => String(value) }, splitLine: { show: false },
      }),
      yAxis: wide ? report.timeAxis(values, "wall time, log scale, ↓ better") : linear,
      series: chosen.map(series => {
        const style = report.style(series.config);
        const card = report.theme.color("--card");
        return {
          type: "line", ...style, symbolSize: 7, lineStyle: { ...style.lineStyle, width: 1.25 }, showAllSymbol: true,
          data: series.wallNs.map((wall, index) => ({
            value: [series.iteration[index], wide ? Math.log10(wall) : wall], wall, invocation: series.invocation, warmUp: index < series.warmUp,
            itemStyle: index < series.warmUp ? { color: card, borderColor: style.color, borderWidth: 1.5 } : undefined,
          })),
        };
      }),
    };
  },
});
