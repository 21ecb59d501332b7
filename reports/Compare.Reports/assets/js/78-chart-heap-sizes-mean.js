// Time over the heap size in the mean of all workloads, one line per engine, broken where an engine did not finish all of them.
report.defineChart("heap-sizes-mean", {
  means: () => report.data.sections["heap-sizes"].mean,

  chosen() {
    const measure = Number(report.control("heap-sizes-mean.measure"));
    return this.means().series.filter(series => report.selection.config.has(series.config)).map(series => {
      const points = series.place.map((place, index) => {
        const [value, low, high] = series.values[measure][index] ?? [null, null, null];
        return { place, value, low, high, gap: series.gap[index] };
      });
      const limited = points.filter(({ place }) => place !== null);
      return { config: series.config, points, limited, free: limited.length ? undefined : points.find(({ place }) => place === null) };
    });
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  place(value) {
    return value === null ? "no limit" : this.means().isSweep ? `${Number(value.toPrecision(6))}\u00d7` : report.format.bytes(value);
  },

  rows() {
    const measure = document.querySelector('[data-control="heap-sizes-mean.measure"]').selectedOptions[0].textContent;
    const header = ["config", this.means().isSweep ? "heap_point" : "heap_bytes", `${measure}, geometric mean of ratios`, "low", "high", "gap"];
    return [header, ...this.chosen().flatMap(series => series.points.map(({ place, value, low, high, gap }) =>
      [report.data.configs[series.config].name, place ?? "", value ?? "", low ?? "", high ?? "", value === null ? gap : ""]))];
  },

  // What every engine costs at the heap size under the pointer, or why nothing is known.
  tip(position, chosen) {
    const places = chosen.flatMap(series => series.limited.map(({ place }) => place));
    const near = places.reduce((best, place) =>
      Math.abs(Math.log2(place) - position) < Math.abs(Math.log2(best) - position) ? place : best, places[0]);
    const line = ({ config, points, free }) => {
      const point = free ?? points.find(({ place }) => place === near);
      const text = !point ? "not run"
        : point.value === null ? `gap (${report.format.html(point.gap)})`
          : `${report.format.ratio(point.value)}${point.low === null ? "" : ` ${report.format.interval(point.low, point.high)}`}`;
      return `<br>${report.format.html(report.data.configs[config].name)}${free ? ", no limit" : ""}: ${text}`;
    };
    return `<b>${near === undefined ? "no limit" : this.place(near)}</b>${chosen.map(line).join("")}`;
  },

  whiskers(series) {
    const { color } = report.style(series.config);
    return {
      type: "custom", silent: true, z: 1, tooltip: { show: false }, encode: { x: 0, y: [1, 2] },
      data: series.limited.filter(({ low, high }) => low > 0 && high > 0).map(({ place, low, high }) =>
        [Math.log2(place), Math.log2(low), Math.log2(high)]),
      renderItem: (_, api) => {
        const [x, from] = api.coord([api.value(0), api.value(1)]);
        const to = api.coord([api.value(0), api.value(2)])[1];
        return { type: "line", shape: { x1: x, y1: from, x2: x, y2: to }, style: { stroke: color, lineWidth: 1.75 } };
      },
    };
  },

  lines(series, [low, high]) {
    const style = report.style(series.config);
    if (series.free) {
      const level = series.free.value === null ? null : Math.log2(series.free.value);
      return [{
        type: "line", ...style, lineStyle: { ...style.lineStyle, type: [8, 6], width: 1.5 }, showSymbol: true, symbolSize: 5,
        data: level === null ? [] : [[low, level], [high, level]],
      }];
    }
    return [this.whiskers(series), {
      type: "line", ...style, showSymbol: true, showAllSymbol: true, symbolSize: 7, connectNulls: false, z: 2,
      data: series.limited.map(({ place, value }) => [Math.log2(place), value === null ? null : Math.log2(value)]),
    }];
  },

  option(width) {
    const chosen = this.chosen();
    const single = report.charts.get("heap-sizes");
    const places = chosen.flatMap(series => series.limited.map(({ place }) => place));
    const ends = single.ends(places);
    const values = chosen.flatMap(series => series.points.flatMap(({ value, low, high }) => [value, low, high])).filter(value => value > 0);
    const isOverBound = report.data.sections["heap-sizes"].ratios[Number(report.control("heap-sizes-mean.measure"))];
    const over = isOverBound ? "over the lower bound" : "over the least of the run";
    return {
      ...report.base("Geometric mean of the cost of all workloads by heap size, one line per engine, with gaps where an engine did not finish "
        + "all of them. The table below has the values, and the reason for each gap."),
      tooltip: report.tooltip({
        trigger: "axis", extraCssText: "white-space: normal; max-width: min(30rem, 80vw)", axisPointer: { lineStyle: { color: report.theme.color("--strong-line") } },
        formatter: points => this.tip(points[0].axisValue, chosen),
      }),
      xAxis: single.sizeAxis(ends, width, {
        name: this.means().isSweep ? "heap limit over what the workload needs, log scale" : "heap limit, log scale",
        write: value => this.place(value),
      }),
      yAxis: single.ratioAxis(values, `cost ${over}${width < 500 ? "" : ", log scale"}, ↓ better`),
      title: {
        show: values.length === 0, text: "No engine that is shown finished all workloads at any heap size with this measure known.",
        left: "center", top: "middle",
        textStyle: { color: report.theme.color("--quiet"), fontSize: 14, fontWeight: "normal", width: width - 90, overflow: "break" },
      },
      series: chosen.flatMap(series => this.lines(series, ends)),
    };
  },
});
