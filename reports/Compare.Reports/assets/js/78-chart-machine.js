// The canary over the run: each of its times against their median.
report.defineChart("canary", {
  runs() {
    const runs = report.data.sections.machine?.canary ?? [];
    const sorted = runs.map(run => run.wallNs).sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return runs.map(run => ({ ...run, change: run.wallNs / median - 1 }));
  },

  configs: () => [],

  rows() {
    return [["invocation", "order", "wall_ns", "over_median_less_1"],
      ...this.runs().map(run => [run.invocation, run.order, run.wallNs, run.change])];
  },

  percent: value => (value > 0 ? "+" : "") + Number((100 * value).toFixed(1)) + "\u00a0%",

  option() {
    const runs = this.runs();
    const [low, high] = report.extremes([-0.05, 0.05, ...runs.map(run => run.change)]);
    const color = report.theme.color("--hue", "hue-0");
    return {
      ...report.base("Time of the canary over the order of execution. The table below has the numbers."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ data }) => `canary ${data[2]}, process ${data[0]} of the order<br>${report.format.time(data[3])} (${this.percent(data[1])})`,
      }),
      xAxis: report.axis({
        type: "value", min: 0, max: report.charts.get("machine").last(), minInterval: 1, name: "order of execution",
        nameLocation: "middle", nameGap: 30, splitLine: { show: false },
      }),
      yAxis: report.axis({
        type: "value", min: 1.1 * low, max: 1.1 * high, name: "time over the median, ↓ better",
        nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
        axisLabel: { formatter: value => this.percent(value), showMinLabel: false, showMaxLabel: false },
      }),
      series: [{
        type: "line", name: "canary", symbol: "circle", symbolSize: 7, showAllSymbol: true, color, itemStyle: { color },
        lineStyle: { color, width: 1.25 }, data: runs.map(run => [run.order, run.change, run.invocation, run.wallNs]),
      }],
    };
  },
});

// Steal, pressure and other processes over the run, with a mark for every flagged process.
report.defineChart("machine", {
  measures: [
    ["steal", "steal", 6, "circle", []], ["cpu", "waiting for a processor", 1, "rect", [8, 4]],
    ["memory", "waiting for memory", 3, "triangle", [2, 3]], ["disk", "waiting for a disk", 4, "diamond", [10, 3, 2, 3]],
    ["other", "other processes", 5, "star", [14, 5]],
  ],

  processes: () => report.data.sections.machine?.processes ?? [],

  last() {
    return report.extremes([1, ...this.processes().map(process => process.order)])[1];
  },

  configs: () => [],

  rows() {
    return [["order", "process", "kind", "flags", ...this.measures.map(([key]) => `${key}_share`)],
      ...this.processes().map(process => [
        process.order, process.name, process.kind, process.flags, ...this.measures.map(([key]) => process[key])])];
  },

  option(width) {
    const processes = this.processes();
    const known = this.measures.filter(([key]) => processes.some(process => process[key] !== null));
    const percent = value => Number((100 * value).toFixed(1)) + "\u00a0%";
    const alert = report.theme.color("--alert");
    const flagged = processes.filter(process => process.flags);
    const base = report.base("Disturbances over the order of execution. The table below has the numbers.");
    const legendRows = width < 500 ? 4 : width < 900 ? 2 : 1;
    return {
      ...base,
      grid: { ...base.grid, top: 30 + 22 * legendRows },
      legend: { top: 0, left: 0, itemGap: 14, textStyle: { color: report.theme.color("--text"), fontSize: 12 } },
      tooltip: report.tooltip({
        trigger: "axis",
        formatter: points => {
          const process = processes.find(one => one.order === points[0].data[0]);
          if (!process) return "";
          const flags = process.flags ? `<br><b>${report.format.html(process.flags.replaceAll(" ", ", ").replaceAll("_", " "))}</b>` : "";
          return `<b>${process.order}: ${report.format.html(process.name)}</b> (${report.format.html(process.kind)})` + known
            .filter(([key]) => process[key] !== null).map(([key, name]) => `<br>${name}: ${percent(process[key])}`).join("") + flags;
        },
      }),
      xAxis: report.axis({
        type: "value", min: 0, max: this.last(), minInterval: 1, name: "order of execution", nameLocation: "middle", nameGap: 30,
        splitLine: { show: false },
      }),
      yAxis: report.axis({
        type: "value", min: 0, max: ({ max }) => max > 0.8 && max < 1.05 ? 1 : null, name: "share of the time, ↓ better",
        nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
        axisLabel: { formatter: percent },
      }),
      series: [
        ...known.map(([key, name, hue, symbol, dash]) => {
          const color = report.theme.color("--hue", "hue-" + hue);
          return {
            type: "line", name, symbol: report.symbols[symbol] ?? symbol, symbolSize: 5, showSymbol: processes.length < 60, color, itemStyle: { color },
            lineStyle: { color, width: 1.5, type: dash.length ? dash : "solid" },
            data: processes.map(process => [process.order, process[key]]),
          };
        }),
        ...(flagged.length ? [{
          type: "scatter", name: "flagged", symbol: "triangle", symbolSize: 8, color: alert, itemStyle: { color: alert }, z: 5,
          data: flagged.map(process => [process.order, 0]),
        }] : []),
      ],
    };
  },
});
