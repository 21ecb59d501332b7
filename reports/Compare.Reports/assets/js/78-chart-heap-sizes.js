// Time over the heap limit, one line per engine; an engine without limit is a dashed level.
report.defineChart("heap-sizes", {
  chosen() {
    const workload = Number(report.control("heap-sizes.workload"));
    const measure = Number(report.control("heap-sizes.measure"));
    return (report.data.sections["heap-sizes"]?.series ?? [])
      .filter(series => series.workload === workload && report.selection.config.has(series.config))
      .map(series => ({
        config: series.config,
        points: series.heapBytes
          .map((bytes, index) => ({
            bytes, point: series.point[index], status: series.status[index], case: series.case[index], value: series.values[measure][index],
          }))
          .filter(point => report.selection.case.has(point.case)),
      }));
  },

  isRatio() {
    return report.data.sections["heap-sizes"]?.ratios[Number(report.control("heap-sizes.measure"))] ?? false;
  },

  // A cost over the lower bound is read in powers of two from 1, a time in powers of ten.
  ratioAxis(values, name) {
    const [low, high] = report.extremes([1, 1.01, ...values]).map(value => Math.log2(value) * 2);
    const most = Math.max(1, Math.ceil(high) / 2);
    const step = most > 8 ? 2 : most > 4 ? 1 : 0.5;
    return report.axis({
      type: "value", min: step * Math.floor(low / 2 / step), max: step * Math.ceil(most / step), interval: step, name,
      nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
      axisLabel: { formatter: value => report.format.ratio(2 ** value) },
    });
  },

  // Whole powers of two around the sizes.
  ends(sizes) {
    const [low, high] = sizes.length ? report.extremes(sizes).map(Math.log2) : [20, 21];
    return [Math.floor(low), Math.ceil(Math.max(high, low + 0.1))];
  },

  sizeAxis([low, high], width, { name, write }) {
    return report.axis({
      type: "value", min: low, max: high, interval: Math.max(1, Math.ceil((high - low) / (width < 500 ? 4 : 8))),
      name, nameLocation: "middle", nameGap: 30, axisLabel: { formatter: value => write(2 ** value) },
      axisLine: { onZero: false, lineStyle: { color: report.theme.color("--strong-line") } },
    });
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  rows() {
    const measure = document.querySelector('[data-control="heap-sizes.measure"]').selectedOptions[0].textContent;
    const workload = document.querySelector('[data-control="heap-sizes.workload"]').selectedOptions[0].textContent;
    const header = ["config", "workload", "heap_bytes", "heap_point", "status", this.isRatio() ? measure : `${measure}, ns`];
    return [header, ...this.chosen().flatMap(series => series.points.map(({ bytes, point, status, value }) => [
      report.data.configs[series.config].name, workload, bytes ?? "", point ?? "", status, value ?? ""]))];
  },

  line(series, [low, high]) {
    const limited = series.points.filter(({ bytes }) => bytes);
    const free = series.points.find(({ bytes, value }) => !bytes && value > 0);
    const style = report.style(series.config);
    const height = value => !(value > 0) ? null : this.isRatio() ? Math.log2(value) : Math.log10(value);
    const at = ({ bytes, point, value }, exponent) => [exponent ?? Math.log2(bytes), height(value), bytes, point, value];
    return limited.length || !free
      ? { type: "line", ...style, connectNulls: false, showSymbol: true, showAllSymbol: true, symbolSize: 7, data: limited.map(item => at(item)) }
      : {
        type: "line", ...style, lineStyle: { ...style.lineStyle, type: [8, 6], width: 1.5 }, showSymbol: true,
        symbolSize: 5, data: [at(free, low), at(free, high)],
      };
  },

  option(width) {
    const chosen = this.chosen();
    const isRatio = this.isRatio();
    const values = chosen.flatMap(series => series.points.map(({ value }) => value).filter(Boolean));
    const sizes = chosen.flatMap(series => series.points.map(({ bytes }) => bytes).filter(Boolean));
    const ends = this.ends(sizes);
    return {
      ...report.base("Time by heap limit, one line per engine. The table of times has the numbers."),
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${report.format.html(seriesName)}</b><br>`
          + (data[2] ? report.format.bytes(data[2]) : "no limit") + (data[3] ? ` (${data[3]}\u00d7)` : "")
          + `: ${isRatio ? report.format.ratio(data[4]) : report.format.time(data[4])}`,
      }),
      xAxis: this.sizeAxis(ends, width, { name: "heap limit, log scale", write: report.format.bytes }),
      yAxis: isRatio
        ? this.ratioAxis(values, "cost over the lower bound, log scale, ↓ better")
        : report.timeAxis(values, "time, log scale, ↓ better"),
      series: chosen.map(series => this.line(series, ends)),
    };
  },
});
