// What programs are like: sizes of what they allocate, how long it lives and how it refers. None depends on an engine.
report.demographics = {
  prints: () => report.data.sections.demographics ?? [],
  chosen: chart => report.demographics.prints()[Number(report.control(`${chart}.print`))],
  bytes: value => report.format.bytes(value).replace(/\.0+(?=\u00a0)/, ""),
  percent: share => `${Number((share * 100).toPrecision(2))}\u00a0%`,
  accent: () => report.theme.color("--accent"),
};

report.defineChart("demographics-sizes", {
  configs: () => [],

  measure: () => Number(report.control("demographics-sizes.measure")),

  classes() {
    const { sizes } = report.demographics.chosen("demographics-sizes");
    const sum = sizes.reduce((total, row) => total + row[this.measure()], 0);
    return sizes.map(row => ({ least: row[0], count: row[this.measure()], share: sum > 0 ? row[this.measure()] / sum : 0 }));
  },

  rows() {
    const { workload, sizes } = report.demographics.chosen("demographics-sizes");
    return [["workload", "least_bytes", "allocations", "bytes"], ...sizes.map(row => [workload, ...row])];
  },

  option(width) {
    const classes = this.classes();
    const { bytes, percent, accent } = report.demographics;
    const noun = this.measure() === 1 ? "objects" : "bytes";
    return {
      ...report.base("Share of objects or bytes by class of size, of one workload. The table below sums up each workload; the button gives these numbers as CSV."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ data }) => `<b>${bytes(data.row.least)} to below ${bytes(2 * data.row.least)}</b><br>${percent(data.row.share)} of ${noun}`
          + `<br>${noun === "bytes" ? report.format.bytes(data.row.count) : report.format.count(data.row.count)}`,
      }),
      xAxis: report.axis({
        type: "category", data: classes.map(row => bytes(row.least)), name: "size, log scale", nameLocation: "middle", nameGap: 30,
        axisLabel: { interval: Math.max(0, Math.ceil(classes.length / (width < 500 ? 4 : 12)) - 1) },
      }),
      yAxis: report.axis({
        type: "value", min: 0, name: `share of ${noun}`,
        nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
        axisLabel: { formatter: percent },
      }),
      series: [{ type: "bar", barMaxWidth: 60, itemStyle: { color: accent() }, data: classes.map(row => ({ value: row.share, row })) }],
    };
  },
});

report.defineChart("demographics-survival", {
  configs: () => [],

  rows() {
    return [["workload", "age_bytes", "alive_share"],
      ...report.demographics.prints().flatMap(print => print.survival.map(point => [print.workload, ...point]))];
  },

  option(width) {
    const { prints, bytes, percent, accent } = report.demographics;
    const chosen = report.demographics.chosen("demographics-survival");
    const points = print => print.survival.filter(([age, share]) => age > 0 && share > 0)
      .map(([age, share]) => [Math.log2(age), Math.log10(share), age, share]);
    const all = prints().flatMap(points);
    const [left, right] = report.extremes(all.map(point => point[0]));
    const [low] = report.extremes(all.map(point => point[1]));
    const min = Math.max(-4, Math.floor(low));
    return {
      ...report.base("Share of bytes alive by age, of one workload among those of the run. The table below sums up each; the button gives these numbers as CSV."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${report.format.html(seriesName)}</b><br>${percent(data[3])} alive after ${bytes(data[2])}`,
      }),
      xAxis: report.axis({
        type: "value", min: 2 * Math.floor(left / 2), max: 2 * Math.ceil(right / 2), interval: width < 500 ? 6 : 2,
        name: "age: bytes allocated since, log scale", nameLocation: "middle", nameGap: 30,
        axisLabel: { formatter: value => bytes(2 ** value), hideOverlap: true },
      }),
      yAxis: report.axis({
        type: "value", min, max: 0, interval: 1, name: "alive, log scale",
        nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
        axisLabel: { formatter: value => percent(10 ** value) },
      }),
      series: prints().map(print => ({
        type: "line", name: print.workload, data: points(print).filter(point => point[1] >= min),
        symbol: "circle", symbolSize: print === chosen ? 6 : 3, showSymbol: print === chosen, z: print === chosen ? 3 : 1,
        lineStyle: print === chosen
          ? { color: accent(), width: 2.5 }
          : { color: report.theme.color("--quiet"), width: 1, opacity: 0.5 },
        itemStyle: { color: print === chosen ? accent() : report.theme.color("--quiet") },
      })),
    };
  },
});

report.defineChart("demographics-degrees", {
  configs: () => [],

  rows() {
    const { workload, degrees } = report.demographics.chosen("demographics-degrees");
    return [["workload", "least_references", "out_objects", "in_objects"], ...degrees.map(row => [workload, ...row])];
  },

  option(width) {
    const { degrees } = report.demographics.chosen("demographics-degrees");
    const { percent, accent } = report.demographics;
    const sum = degrees.reduce((total, row) => total + row[1], 0);
    const most = Math.max(1, ...degrees.flatMap(row => [row[1], row[2]]));
    const text = least => least <= 1 ? String(least) : `${report.format.count(least)} to ${report.format.count(2 * least - 1)}`;
    const bars = (name, column, color) => ({
      type: "bar", name, barMaxWidth: 30, barGap: "8%", itemStyle: { color },
      data: degrees.map(row => ({ value: row[column] > 0 ? 1 + Math.log10(row[column]) : 0, row, count: row[column] })),
    });
    return {
      ...report.base("Number of live objects at the peak by out-degree and by in-degree, of one workload. The table below has the same "
        + "classes; the button gives these numbers as CSV."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${seriesName} ${text(data.row[0])}</b><br>`
          + `${report.format.count(data.count)} objects (${percent(sum > 0 ? data.count / sum : 0)})`,
      }),
      xAxis: report.axis({
        type: "category", data: degrees.map(row => text(row[0])), name: "references, log scale", nameLocation: "middle", nameGap: 30,
        axisLabel: { interval: Math.max(0, Math.ceil(degrees.length / (width < 500 ? 3 : 8)) - 1), hideOverlap: true },
      }),
      yAxis: report.axis({
        type: "value", min: 0, max: Math.ceil(1 + Math.log10(most) + 1e-9), interval: 1, name: "objects, log scale from 1",
        nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
        axisLabel: { formatter: value => value === 0 ? "0" : report.format.count(10 ** (value - 1)) },
      }),
      series: [bars("out-degree", 1, accent()), bars("in-degree", 2, report.theme.color("--quiet"))],
    };
  },
});
