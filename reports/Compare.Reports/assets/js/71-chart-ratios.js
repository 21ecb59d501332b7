// Ratios to the baseline on a log2 axis: half and double lie equally far from 1.
report.defineChart("ratios", {
  configs() {
    return [...report.selection.config].filter(config => config !== report.matrix.baseline).sort((a, b) => a - b);
  },

  cases() {
    return [...report.selection.case].sort((a, b) => a - b);
  },

  points() {
    return this.configs().map(config => ({
      config,
      points: this.cases().map((item, row) => ({ row, item, ratio: report.matrix.ratio(config, item) })).filter(point => point.ratio),
    }));
  },

  isEmpty() {
    return this.points().every(({ points }) => points.length === 0);
  },

  pitch() {
    return Math.max(7, 15 - this.configs().length);
  },

  height() {
    return Math.max(180, this.cases().length * (this.configs().length * this.pitch() + 20) + 80);
  },

  rows() {
    const header = ["config", "workload", "metric", "baseline", "ratio", "ratio_low", "ratio_high"];
    const metric = report.data.metrics[report.matrix.metric].name;
    const baseline = report.data.configs[report.matrix.baseline]?.name;
    return [header, ...this.points().flatMap(({ config, points }) => points.map(({ item, ratio }) =>
      [report.data.configs[config].name, report.data.cases[item].label, metric, baseline, ratio.value, ratio.low, ratio.high]))];
  },

  // Breaks a label after its punctuation.
  lines(label, most) {
    const lines = [""];
    for (const part of label.split(/(?<=[:,=· ])/)) {
      if (lines.at(-1) && lines.at(-1).length + part.length > most) lines.push("");
      lines[lines.length - 1] += part;
    }
    return lines.join("\n");
  },

  option(width) {
    const all = this.points();
    const ends = all.flatMap(({ points }) => points.flatMap(({ ratio }) => [ratio.low ?? ratio.value, ratio.high ?? ratio.value]));
    const [low, high] = report.extremes([0.8, 1.25, ...ends].filter(value => value > 0).map(Math.log2));
    const metric = report.data.metrics[report.matrix.metric];
    const offset = index => Math.round((index - (all.length - 1) / 2) * this.pitch());
    const step = [0.5, 1, 2, 4, 8].find(size => size * (width < 500 ? 3 : 9) >= high - low) ?? 16;
    const base = report.base(`Ratio of ${metric?.label} to the baseline, by workload and engine. The table above has the numbers.`);
    return {
      ...base,
      grid: { ...base.grid, top: 28 },
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${report.format.html(seriesName)}</b><br>${report.format.html(data.label_)}<br>`
          + `${report.format.ratio(data.ratio.value)} ${report.format.interval(data.ratio.low, data.ratio.high)}`,
      }),
      xAxis: report.axis({
        type: "value", min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, interval: step,
        name: `ratio, log scale, ${metric?.direction === "higher" ? "→ better" : "← better"}`, nameLocation: "middle", nameGap: 30,
        axisLabel: { formatter: value => report.format.ratio(2 ** value) },
      }),
      yAxis: report.axis({
        type: "category", inverse: true, data: this.cases().map(item => this.lines(report.data.cases[item].label, width < 500 ? 13 : 26)),
        axisLabel: { interval: 0, lineHeight: 14 }, axisTick: { show: false },
        splitLine: { show: true, lineStyle: { color: report.theme.color("--line") } },
      }),
      series: all.flatMap(({ config, points }, index) => this.series(config, points, offset(index), index === 0)),
    };
  },

  series(config, points, offset, withReference) {
    const style = report.style(config);
    const data = points.map(({ row, item, ratio }) =>
      ({ value: [Math.log2(ratio.value), row], ratio, label_: report.data.cases[item].label }));
    const whiskers = {
      type: "custom", name: style.name, silent: true, z: 1,
      data: points.filter(({ ratio }) => ratio.low !== null).map(({ row, ratio }) => [Math.log2(ratio.low), row, Math.log2(ratio.high)]),
      encode: { x: [0, 2], y: 1 },
      renderItem: (_, api) => {
        const from = api.coord([api.value(0), api.value(1)]);
        const to = api.coord([api.value(2), api.value(1)]);
        return {
          type: "line",
          shape: { x1: from[0], y1: from[1] + offset, x2: to[0], y2: to[1] + offset },
          style: { stroke: style.color, lineWidth: 1.75 },
        };
      },
    };
    const marks = {
      type: "scatter", name: style.name, data, symbol: style.symbol, symbolSize: 9, symbolOffset: [0, offset], itemStyle: style.itemStyle, z: 2,
    };
    if (withReference) {
      marks.markLine = {
        silent: true, symbol: "none", data: [{ xAxis: 0 }], lineStyle: { color: report.theme.color("--text"), type: "solid", width: 1.2 },
        label: { formatter: "baseline", color: report.theme.color("--quiet"), position: "start" },
      };
    }
    return [whiskers, marks];
  },
});
