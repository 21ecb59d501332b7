// The share that survived each minor collection, over the allocation clock.
report.defineChart("generations", {
  chosen() {
    const item = Number(report.control("generations.case"));
    return (report.data.sections.generations ?? []).filter(series => series.case === item && report.selection.config.has(series.config));
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  rows() {
    const header = ["config", "workload", "invocation", "allocated_bytes", "generation", "survival", "share_of"];
    return [header, ...this.chosen().flatMap(series => series.allocatedBytes.map((clock, index) => [
      report.data.configs[series.config].name, report.data.cases[series.case].label, series.invocation, clock,
      series.generation[index], series.survival[index], series.ofBytes[index] ? "bytes" : "objects"]))];
  },

  option(width) {
    const chosen = this.chosen();
    const [left, right] = report.axisRange(chosen.flatMap(series => [series.allocatedBytes[0], series.allocatedBytes.at(-1)]));
    const percent = value => `${Number((value * 100).toPrecision(3))}\u00a0%`;
    const clock = report.charts.get("memory");
    return {
      ...report.base("Share that survived each minor collection, by engine. The table below sums them up."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${report.format.html(seriesName)}</b><br>${percent(data[1])} of ${data[3]} survived`
          + (data[2] === null ? "" : `<br>generation ${data[2]}`) + `<br>${report.format.bytes(data[0])} allocated`,
      }),
      xAxis: clock.axis(left, right, width < 500 ? 3 : 8, { name: "bytes allocated (allocation clock)", nameLocation: "middle", nameGap: 30 }),
      yAxis: report.axis({
        type: "value", min: 0, max: 1, interval: 0.25, name: "survived, ↓ better",
        nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] }, axisLabel: { formatter: percent },
      }),
      series: chosen.map(series => ({
        type: "scatter", ...report.style(series.config), symbolSize: 8, itemStyle: { ...report.style(series.config).itemStyle, opacity: 1 },
        data: series.allocatedBytes.map((bytes, index) =>
          [bytes, series.survival[index], series.generation[index], series.ofBytes[index] ? "bytes" : "objects"]),
      })),
    };
  },
});
