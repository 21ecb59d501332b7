// Time against memory, one mark per engine as large as its p99 pause, with the front that no engine beats.
report.defineChart("pareto", {
  place() {
    return report.data.sections.pareto.places[Number(report.control("pareto.place"))];
  },

  chosen() {
    const memory = Number(report.control("pareto.memory"));
    const time = Number(report.control("pareto.time"));
    return this.place().points
      .map(point => ({
        config: point.config, memory: point.memory[memory], time: point.time[time], beatenBy: point.beatenBy[memory][time],
        p99: point.pauseP99Ns, longest: point.pauseMaxNs,
      }))
      .filter(point => point.memory > 0 && point.time > 0);
  },

  shown() {
    return this.chosen().filter(point => report.selection.config.has(point.config));
  },

  configs() {
    return this.shown().map(point => point.config);
  },

  standing(point) {
    return point.beatenBy < 0 ? "on the front" : `beaten by ${report.data.configs[point.beatenBy].name}`;
  },

  rows() {
    const { memories, times } = report.data.sections.pareto;
    const unit = this.place().isRatio ? "_ratio" : "";
    const header = ["config", "workload", memories[Number(report.control("pareto.memory"))] + unit,
      times[Number(report.control("pareto.time"))] + unit, "pause_p99_ns", "pause_max_ns", "standing"];
    return [header, ...this.shown().map(point =>
      [report.data.configs[point.config].name, this.place().label, point.memory, point.time, point.p99, point.longest, this.standing(point)])];
  },

  // From the smallest mark for no pause to the largest for a p99 of a second, by the logarithm.
  size(pause) {
    const microseconds = Math.max(1, pause / 1e3);
    return 9 + 25 * Math.min(1, Math.log10(microseconds) / 6);
  },

  // Marks of round lengths to compare with.
  drawSizes() {
    const key = report.figureOf("pareto").querySelector(".size-key");
    key.replaceChildren("Mark by p99 pause: ", ...[1e4, 1e6, 1e8].map(pause => {
      const item = document.createElement("span");
      const mark = document.createElement("i");
      mark.style.width = mark.style.height = this.size(pause) + "px";
      item.append(mark, " " + report.format.time(pause));
      return item;
    }));
  },

  // The axis of a power of two over the values, with room for the marks.
  axis(values, write, width, more) {
    const [low, high] = report.extremes(values.map(Math.log2));
    const step = [0.25, 0.5, 1, 2, 4].find(size => size * (width < 500 ? 4 : 8) >= high - low) ?? 8;
    return report.axis({
      type: "value", min: Math.floor((low - step / 3) / step) * step, max: Math.ceil((high + step / 3) / step) * step, interval: step,
      ...more, axisLine: { onZero: false, lineStyle: { color: report.theme.color("--strong-line") } }, axisLabel: { formatter: value => write(2 ** value), hideOverlap: true },
    });
  },

  // A staircase: between two engines of the front nothing better than the corner of both is known.
  front(points) {
    return points.filter(point => point.beatenBy < 0)
      .sort((a, b) => a.memory - b.memory || a.time - b.time)
      .map(point => [Math.log2(point.memory), Math.log2(point.time)]);
  },

  option(width) {
    const points = this.shown();
    const all = points.length ? points : [{ memory: 1, time: 1 }];
    const { isRatio } = this.place();
    const name = control => document.querySelector(`[data-control="pareto.${control}"]`).selectedOptions[0].textContent.toLowerCase();
    const writeMemory = isRatio ? report.format.ratio : report.format.bytes;
    const writeTime = isRatio ? report.format.ratio : report.format.time;
    const over = isRatio ? " over the baseline" : "";
    const log = width < 500 ? "" : ", log scale";
    const named = points.length <= 8;
    const pause = length => length ? report.format.time(length) : "none";
    this.drawSizes();
    return {
      ...report.base("Time against memory by engine, with the Pareto front; marks are as large as the 99th percentile of pauses. The table below has the numbers."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => data.point
          ? `<b>${report.format.html(seriesName)}</b><br>memory ${writeMemory(data.point.memory)}<br>time ${writeTime(data.point.time)}`
            + `<br>p99 pause ${pause(data.point.p99)}<br>longest pause ${pause(data.point.longest)}`
            + `<br>${report.format.html(this.standing(data.point))}`
          : "",
      }),
      xAxis: this.axis(all.map(point => point.memory), writeMemory, width, {
        name: `${name("memory")}${over}${log}, ← better`, nameLocation: "middle", nameGap: 30,
      }),
      yAxis: this.axis(all.map(point => point.time), writeTime, 900, {
        name: `${name("time")}${over}${log}, ↓ better`, nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
      }),
      title: {
        show: points.length === 0, text: "This measure is not known here of two engines or more.", left: "center", top: "middle",
        textStyle: { color: report.theme.color("--quiet"), fontSize: 14, fontWeight: "normal", width: width - 90, overflow: "break" },
      },
      series: [
        {
          type: "line", name: "front", silent: true, step: "end", showSymbol: false, z: 1, data: this.front(this.chosen()),
          lineStyle: { color: report.theme.color("--quiet"), width: 1.5, type: [5, 4] },
        },
        ...points.map(point => {
          const style = report.style(point.config);
          return {
            type: "scatter", ...style, itemStyle: { ...style.itemStyle, opacity: 1 }, symbolSize: this.size(point.p99), z: 2,
            data: [{ value: [Math.log2(point.memory), Math.log2(point.time)], point }],
            label: { show: named, formatter: () => style.name, position: "top", distance: 3, color: report.theme.color("--text"), fontSize: 12 },
            labelLayout: { hideOverlap: true, moveOverlap: "shiftY" },
          };
        }),
      ],
    };
  },
});
