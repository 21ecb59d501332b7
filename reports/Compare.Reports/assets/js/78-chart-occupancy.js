// How many of an engine's pools, pages or blocks are filled by how much, at one moment of its heap maps.
report.defineChart("occupancy", {
  chosen() {
    const item = Number(report.control("occupancy.case"));
    const moment = Number(report.control("occupancy.moment"));
    return (report.data.sections.breakdown?.occupancy ?? [])
      .filter(series => series.case === item && series.moment === moment && report.selection.config.has(series.config));
  },

  configs() {
    return [...new Set(this.chosen().map(series => series.config))];
  },

  // Empty units are the first class; without them the others are easier to tell apart.
  first: () => Number(report.control("occupancy.of")),

  // Upper ends of the classes, in per cent; the first is that of empty units.
  fills: series => series.counts.map((_, step, all) => 100 * step / (all.length - 1)),

  rows() {
    const header = ["config", "workload", "moment", "allocated_bytes", "unit", "fill_up_to", "units"];
    const moment = document.querySelector('[data-control="occupancy.moment"]').selectedOptions[0].textContent;
    return [header, ...this.chosen().flatMap(series => this.fills(series).map((fill, step) => [
      report.data.configs[series.config].name, report.data.cases[series.case].label, moment, series.allocatedBytes, series.unit,
      fill / 100, series.counts[step]]))];
  },

  option(width) {
    const chosen = this.chosen();
    const percent = share => `${Number((share * 100).toPrecision(3))}\u00a0%`;
    const first = this.first();
    const names = (chosen[0] ? this.fills(chosen[0]) : [])
      .map((fill, step) => step === 0 ? "empty" : width < 500 ? `${fill}` : `up to ${fill}\u00a0%`)
      .slice(first);
    const fill = step => step === 0 ? "empty" : `filled by more than ${(step - 1) * 10}\u00a0% up to ${step * 10}\u00a0%`;
    return {
      ...report.base("Share of an engine's units by fill, one bar per engine and class. The table below has the numbers."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data, dataIndex }) => `<b>${report.format.html(seriesName)}</b>, ${report.format.html(data.series.unit)}<br>`
          + `${fill(dataIndex + first)}: ${report.format.count(data.count)} (${percent(data.value)})`
          + `<br>${report.format.bytes(data.series.allocatedBytes)} allocated`,
      }),
      xAxis: report.axis({
        type: "category", data: names, name: width < 500 ? "filled up to, %" : "fill of a unit", nameLocation: "middle", nameGap: 30,
        axisLabel: { interval: width < 900 && width >= 500 ? 1 : 0, hideOverlap: true },
      }),
      yAxis: report.axis({
        type: "value", min: 0, max: 1, interval: 0.25, name: first ? "share of units that hold something" : "share of units",
        nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] }, axisLabel: { formatter: percent },
      }),
      series: chosen.map(series => {
        const style = report.style(series.config);
        const counts = series.counts.slice(first);
        const sum = counts.reduce((total, count) => total + count, 0);
        return {
          type: "bar", ...style, barMaxWidth: 26, barGap: "12%",
          data: counts.map(count => ({ value: sum > 0 ? count / sum : 0, count, series })),
        };
      }),
    };
  },
});
