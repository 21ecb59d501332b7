// Memory in use and held, over the allocation clock.
report.defineChart("memory", {
  chosen() {
    const item = Number(report.control("memory.case"));
    return (report.data.sections.memory ?? []).filter(series => series.case === item && report.selection.config.has(series.config));
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  rows() {
    const header = ["config", "workload", "invocation", "wall_ns", "allocated_bytes", "used_bytes", "committed_bytes"];
    return [header, ...this.chosen().flatMap(series => series.allocatedBytes.map((clock, index) => [
      report.data.configs[series.config].name, report.data.cases[series.case].label, series.invocation,
      series.wallNs[index], clock, series.usedBytes[index], series.committedBytes[index]]))];
  },

  // Ticks at round numbers of a binary unit.
  step(end, parts) {
    const raw = end / parts;
    const unit = 1024 ** Math.floor(Math.log(Math.max(raw, 1)) / Math.log(1024));
    return unit * [1, 2, 4, 5, 8, 10, 16, 20, 32, 50, 64, 100, 128, 200, 256, 500, 512, 1024].find(size => size * unit >= raw);
  },

  axis(start, end, parts, more) {
    const interval = this.step(end - start, parts);
    return report.axis({
      type: "value", min: Math.floor(start / interval) * interval, max: Math.ceil(end / interval) * interval, interval, ...more,
      axisLabel: { formatter: value => value === 0 ? "0" : report.format.bytes(value).replace(/\.0+(?=\u00a0)/, ""), hideOverlap: true },
    });
  },

  // A gap between iterations: nothing was sampled there.
  broken(series, points) {
    return points.flatMap((point, index) =>
      index > 0 && series.iteration[index] !== series.iteration[index - 1] ? [[point[0], null, null], point] : [point]);
  },

  // The highest point of a line, marked so that it is found among many.
  peak(style, points) {
    const [, most] = report.extremes(points.map(point => point[2]).filter(value => value !== null));
    const top = points.find(point => point[2] === most && point[1] !== null);
    return top
      ? { silent: true, symbol: style.symbol, symbolSize: 10, itemStyle: style.itemStyle, label: { show: false }, data: [{ coord: top.slice(0, 2) }] }
      : {};
  },

  // Engines that never free dwarf the others: where peaks lie far apart, a log2 axis shows them all.
  isLog(chosen) {
    const scale = report.control("memory.scale");
    if (scale !== "auto") return scale === "log";
    const peaks = chosen.map(series => report.extremes([...series.usedBytes, ...series.committedBytes].filter(value => value !== null))[1]);
    const [low, high] = report.extremes(peaks.filter(peak => peak > 0));
    return high > 12 * low;
  },

  logAxis(values, more) {
    const [low, high] = report.extremes(values.filter(value => value > 0));
    const min = Math.max(10, Math.floor(Math.log2(low)));
    const max = Math.max(min + 1, Math.ceil(Math.log2(high)));
    return report.axis({
      type: "value", min, max, interval: max - min > 8 ? 2 : 1, ...more,
      axisLabel: { formatter: value => report.format.bytes(2 ** value).replace(/\.0+(?=\u00a0)/, "") },
    });
  },

  option(width) {
    const chosen = this.chosen();
    const kind = report.control("memory.kind") ?? "both";
    const used = kind !== "committed";
    const held = kind !== "used";
    const clock = report.control("memory.clock") ?? "allocatedBytes";
    const isWall = clock === "wallNs";
    const moment = value => isWall ? `after ${report.format.time(value)}` : `${report.format.bytes(value)} allocated`;
    const [left, right] = report.axisRange(chosen.flatMap(series => [series[clock][0], series[clock].at(-1)]));
    const values = chosen.flatMap(series =>
      [...(used ? series.usedBytes : []), ...(held ? series.committedBytes : [])]).filter(value => value !== null);
    const isLog = values.length > 0 && this.isLog(chosen);
    const place = value => value === null ? null : isLog ? (value > 0 ? Math.log2(value) : null) : value;
    const nameTextStyle = { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] };
    const line = (series, values, thin) => {
      const style = report.style(series.config);
      return {
        type: "line", ...style, name: style.name + (thin ? ", committed" : ", in use"), showSymbol: values.length < 12, symbolSize: 5, step: thin ? "end" : false,
        lineStyle: { ...style.lineStyle, width: thin ? 1 : 2, opacity: thin ? 0.75 : 1 },
        data: this.broken(series, values.map((value, index) => [series[clock][index], place(value), value])),
        markPoint: this.peak(style, values.map((value, index) => [series[clock][index], place(value), value])),
      };
    };
    return {
      ...report.base("Memory over the allocation clock, in use and committed, by engine. The table below has the peaks."),
      tooltip: report.tooltip({
        trigger: "axis", order: "valueDesc",
        formatter: points => `<b>${moment(points[0].value[0])}</b>` + points
          .filter(point => point.value[2] !== null).slice(0, 16)
          .map(point => `<br>${point.marker} ${report.format.html(point.seriesName)}: ${report.format.bytes(point.value[2])}`).join(""),
      }),
      xAxis: isWall
        ? report.axis({
          type: "value", min: left, max: right, splitNumber: width < 500 ? 3 : 6, name: "wall time since the first operation",
          nameLocation: "middle", nameGap: 30, axisLabel: { formatter: report.format.time, hideOverlap: true, showMinLabel: left === 0, showMaxLabel: false },
        })
        : this.axis(left, right, width < 500 ? 3 : 8, { name: "bytes allocated (allocation clock)", nameLocation: "middle", nameGap: 30 }),
      yAxis: isLog
        ? this.logAxis(values, { name: "memory, log scale, ↓ better", nameTextStyle })
        : this.axis(0, report.extremes([1, ...values])[1], 6, { name: "memory, ↓ better", nameTextStyle }),
      series: chosen.flatMap(series => [
        ...(used ? [line(series, series.usedBytes, false)] : []),
        ...(held ? [line(series, series.committedBytes, true)] : []),
      ]),
    };
  },
});
