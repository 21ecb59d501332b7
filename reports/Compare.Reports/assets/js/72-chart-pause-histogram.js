// How many pauses there are of each length, in bins of a logarithmic scale.
report.defineChart("pause-histogram", {
  binsPerDecade: 4,

  chosen() {
    const item = Number(report.control("pause-histogram.case"));
    return (report.data.sections.pauses ?? []).filter(series => series.case === item && report.selection.config.has(series.config));
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  rows() {
    const header = ["config", "workload", "from_ns", "below_ns", "pauses"];
    const edge = bin => Number((10 ** (bin / this.binsPerDecade)).toPrecision(6));
    return [header, ...this.chosen().flatMap(series => series.bins.map((count, index) => [
      report.data.configs[series.config].name, report.data.cases[series.case].label,
      edge(series.firstBin + index), edge(series.firstBin + index + 1), count]))];
  },

  option(width) {
    const chosen = this.chosen();
    const first = Math.min(...chosen.map(series => series.firstBin), Infinity);
    const last = Math.max(...chosen.map(series => series.firstBin + series.bins.length), -Infinity);
    const ends = chosen.length
      ? [Math.floor((first - 1) / this.binsPerDecade), Math.ceil((last + 1) / this.binsPerDecade)]
      : [3, 4];
    const most = Math.max(1, ...chosen.flatMap(series => series.bins));
    const write = exponent => report.format.time(10 ** exponent);
    return {
      ...report.base("Number of pauses by length, one line per engine. The table below sums them up by percentile."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${report.format.html(seriesName)}</b><br>`
          + `${report.format.count(data[2])} of ${write(data[0] - 0.5 / this.binsPerDecade)} to ${write(data[0] + 0.5 / this.binsPerDecade)}`,
      }),
      xAxis: report.axis({
        type: "value", min: ends[0], max: ends[1], interval: width < 500 && ends[1] - ends[0] > 4 ? 2 : 1,
        name: "pause, log scale, \u2190 better", nameLocation: "middle", nameGap: 30,
        axisLabel: { formatter: value => report.format.decade(value) },
      }),
      yAxis: report.axis({
        type: "value", min: 0, max: Math.ceil(1 + Math.log10(most) + 1e-9), interval: 1, name: "pauses in a bin, log scale from 1, \u2193 better",
        nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
        axisLabel: { formatter: value => value === 0 ? "0" : report.format.count(10 ** (value - 1)) },
      }),
      series: chosen.map(series => {
        const style = report.style(series.config);
        const centre = index => (series.firstBin + index + 0.5) / this.binsPerDecade;
        const place = count => count === 0 ? 0 : 1 + Math.log10(count);
        return {
          type: "line", ...style, step: "middle", showSymbol: true, showAllSymbol: true,
          symbolSize: (_, { data }) => data[2] > 0 ? 7 : 0, areaStyle: { color: style.color, opacity: 0.06 },
          data: [
            [centre(-1), 0, 0],
            ...series.bins.map((count, index) => [centre(index), place(count), count]),
            [centre(series.bins.length), 0, 0],
          ],
        };
      }),
    };
  },
});
