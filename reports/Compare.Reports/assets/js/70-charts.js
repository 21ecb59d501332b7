// What all charts share: style per engine, axes, key, controls, redrawing.
report.symbols = {
  down: "path://M0 0h9l-4.5 8z",
  star: "path://M14 .8l1.5 3.4 3.7 .4-2.8 2.5 .8 3.6-3.2-1.9-3.2 1.9 .8-3.6-2.8-2.5 3.7-.4z",
  cross: "path://M3 0h2v3h3v2h-3v3h-2v-3h-3v-2h3z",
  bar: "path://M3 0h3v9h-3z",
};

report.symbol = config => report.symbols[config.marker] ?? config.marker;

report.style = index => {
  const config = report.data.configs[index];
  const color = report.theme.color("--hue", "hue-" + config.hue);
  return {
    name: config.name,
    symbol: report.symbol(config),
    color,
    itemStyle: config.hollow ? { color: report.theme.color("--card"), borderColor: color, borderWidth: 1.5 } : { color },
    lineStyle: { color, width: 2, type: config.dash.length ? config.dash : "solid" },
  };
};

report.axis = more => {
  const quiet = report.theme.color("--quiet");
  const line = report.theme.color("--line");
  return {
    nameTextStyle: { color: quiet, fontSize: 12 },
    axisLine: { lineStyle: { color: report.theme.color("--strong-line") } },
    axisTick: { lineStyle: { color: report.theme.color("--strong-line") } },
    splitLine: { lineStyle: { color: line } },
    ...more,
    axisLabel: { color: quiet, fontSize: 12, ...more?.axisLabel },
  };
};

// A log axis as a linear one over the exponent: ticks fall on whole powers, and their labels carry units.
report.timeAxis = (values, name) => {
  const known = values.filter(value => value > 0);
  const min = known.length ? Math.floor(Math.log10(Math.min(...report.extremes(known)))) : 0;
  const max = known.length ? Math.ceil(Math.log10(Math.max(...report.extremes(known)))) : 1;
  return report.axis({
    type: "value", name, nameLocation: "end", nameTextStyle: { align: "left", color: report.theme.color("--quiet"), padding: [0, 0, 4, -40] },
    min, max: Math.max(max, min + 1), interval: 1,
    axisLabel: { formatter: value => report.format.decade(value) },
  });
};

// Math.min(...array) fails on long arrays.
report.extremes = values => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

// A clock starts at 0 unless all that was recorded lies far from it.
report.axisRange = values => {
  const [low, high] = report.extremes(values.length ? values : [0, 1]);
  return [low > high / 4 ? low : 0, Math.max(high, low + 1)];
};

report.control = name => document.querySelector(`[data-control="${name}"]`)?.value;

report.tooltip = more => ({
  confine: true,
  backgroundColor: report.theme.color("--card"),
  borderColor: report.theme.color("--strong-line"),
  textStyle: { color: report.theme.color("--text"), fontSize: 13 },
  ...more,
});

// A picture writes the name into an attribute in double quotes.
report.fontFamily = () => getComputedStyle(document.body).fontFamily.replaceAll(`"`, `'`);

report.base = description => ({
  animation: false,
  textStyle: { fontFamily: report.fontFamily() },
  aria: { enabled: true, label: { description } },
  grid: { left: 4, right: 16, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "all" },
});

// A chart is { option() -> option or null, rows() -> CSV rows, configs() -> indices for the key, height?() , renderer? },
// or { draw(figure), rows() } when it draws itself.
report.defineChart = (name, chart) => report.charts.set(name, chart);

report.drawKey = (figure, configs) => {
  const list = figure.querySelector(".chart-key") ?? document.createElement("ul");
  list.className = "chart-key";
  list.replaceChildren(...configs.map(index => {
    const item = document.createElement("li");
    const key = document.querySelector(`#filters input[data-filter=config][value="${index}"] + .key`);
    const name = document.createElement("span");
    name.textContent = report.data.configs[index].name;
    item.append(key.cloneNode(true), name);
    return item;
  }));
  figure.querySelector(".plot").before(list);
};

report.figureOf = name => document.querySelector(`figure[data-chart="${name}"]`);

report.sectionOf = name => report.figureOf(name)?.closest("section")?.id;

report.loadChartData = name => report.loadSection(report.sectionOf(name));

report.drawChart = name => {
  const figure = report.figureOf(name);
  const chart = report.charts.get(name);
  if (!figure || !chart) return undefined;
  chart.isStale = false;
  if (report.lateSection(report.sectionOf(name))) return report.loadChartData(name).then(() => report.drawChart(name));
  figure.hidden = chart.isEmpty?.() ?? false;
  if (figure.hidden) return undefined;
  if (chart.draw) return chart.draw(figure);
  const plot = figure.querySelector(".plot");
  if (chart.height) plot.style.height = chart.height() + "px";
  chart.view ??= echarts.init(plot, null, { renderer: chart.renderer ?? "svg", devicePixelRatio: Math.max(2, devicePixelRatio) });
  chart.view.resize();
  const option = report.zoom.add(chart.option(plot.clientWidth));
  chart.view.setOption(option, { notMerge: true });
  report.zoom.mark(figure, option);
  report.drawKey(figure, chart.configs());
  return undefined;
};

// In a large page those near the reader are drawn at once, the others when there is time or when they come near.
report.drawCharts = async (all = !report.isLarge()) => {
  // A reader who is faster than the library gets the charts when it is there.
  if (!("echarts" in globalThis)) return;
  for (const [name, chart] of report.charts) {
    chart.isStale = true;
    if (all || chart.isNear) report.drawChart(name);
  }
  await report.drawWaiting();
};

report.drawWaiting = async () => {
  const turn = report.turn = {};
  for (const [name, chart] of report.charts) {
    if (!chart.isStale) continue;
    await new Promise(resolve => requestIdleCallback(resolve, { timeout: 200 }));
    if (report.turn !== turn) return;
    if (chart.isStale) await report.drawChart(name);
  }
};

// A list of workloads offers only those that the filter shows.
report.syncChoices = () => {
  for (const select of document.querySelectorAll('select[data-control$=".case"]')) {
    for (const option of select.options) option.disabled = option.hidden = !report.selection.case.has(Number(option.value));
    if (select.selectedOptions[0]?.disabled) {
      const first = [...select.options].find(option => !option.disabled);
      if (first) select.value = first.value;
    }
  }
};

report.startCharts = () => {
  const watch = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      const chart = report.charts.get(target.dataset.chart);
      if (!chart) continue;
      chart.isNear = isIntersecting;
      if (isIntersecting && chart.isStale) report.drawChart(target.dataset.chart);
    }
  }, { rootMargin: "50% 0px" });
  document.querySelectorAll("figure[data-chart]").forEach(figure => watch.observe(figure));
  for (const select of document.querySelectorAll("figure [data-control]")) {
    select.addEventListener("change", () => report.drawChart(select.closest("figure").dataset.chart));
  }
  // A hidden or resized chart is drawn to its new width, once the layout has settled.
  let waiting = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => report.drawCharts());
  });
};
