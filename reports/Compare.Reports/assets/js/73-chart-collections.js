// Every pause over time or over the allocation clock.
report.defineChart("collections", {
  renderer: "canvas",

  chosen() {
    const item = Number(report.control("collections.case"));
    const invocation = Number(report.control("collections.invocation"));
    return (report.data.sections.collections?.series ?? []).filter(series =>
      series.case === item && series.invocation === invocation && report.selection.config.has(series.config));
  },

  configs() {
    return this.chosen().map(series => series.config);
  },

  rows() {
    const header = ["config", "workload", "invocation", "kind", "start_ns", "allocated_bytes", "pause_ns"];
    const kinds = report.data.sections.collections?.kinds;
    return [header, ...this.chosen().flatMap(series => series.pauseNs.map((pause, index) => [
      report.data.configs[series.config].name, report.data.cases[series.case].label, series.invocation,
      kinds[series.kind[index]], series.startNs[index], series.allocatedBytes[index], pause]))];
  },

  option() {
    const chosen = this.chosen();
    const clock = report.control("collections.clock");
    const write = clock === "startNs" ? report.format.time : report.format.bytes;
    const kinds = report.data.sections.collections?.kinds ?? [];
    const [start, end] = report.axisRange(chosen.flatMap(series => [series[clock][0], series[clock].at(-1)]).filter(Number.isFinite));
    const base = report.base("Every pause over time, one point per event. The table below sums them up by kind.");
    return {
      ...base,
      grid: { ...base.grid, bottom: 40 },
      tooltip: report.tooltip({
        trigger: "item",
        formatter: ({ seriesName, data }) => `<b>${report.format.html(seriesName)}</b><br>`
          + `${report.format.html(kinds[data[2]]?.replaceAll("_", " ") ?? "")}: ${report.format.time(data[3])}<br>at ${write(data[0])}`,
      }),
      dataZoom: [
        { type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false },
        {
          type: "slider", show: !("printing" in document.documentElement.dataset), height: 22, bottom: 6, labelFormatter: value => write(value), textStyle: { color: report.theme.color("--quiet") },
          borderColor: report.theme.color("--line"), showDataShadow: false,
        },
      ],
      xAxis: report.axis({
        type: "value", min: start, max: end, splitNumber: 6,
        name: clock === "startNs" ? "wall time since the first operation" : "bytes allocated", nameLocation: "middle", nameGap: 30,
        axisLabel: { formatter: value => value === 0 ? "0" : write(value), showMaxLabel: false, showMinLabel: start === 0, hideOverlap: true },
      }),
      yAxis: report.timeAxis(chosen.flatMap(series => report.extremes(series.pauseNs.filter(pause => pause > 0))), "pause, log scale, ↓ better"),
      series: chosen.map(series => {
        const style = report.style(series.config);
        return {
          type: "scatter", ...style, symbolSize: series.pauseNs.length > 2000 ? 4 : 6, itemStyle: { ...style.itemStyle, opacity: 0.7 },
          large: false,
          data: series.pauseNs.map((pause, index) => [series[clock][index], Math.log10(pause), series.kind[index], pause])
            .filter(point => point[3] > 0),
        };
      }),
    };
  },
});
