// The matrix of ratios against whatever baseline and measure the reader chooses.
report.matrix = {
  baseline: -1,
  metric: 0,
  absolute: false,

  start() {
    this.original = report.data.baseline;
    this.baseline = this.original;
    this.metric = report.data.sections.ratios?.metric ?? 0;
    const listen = (name, set) => {
      const control = document.querySelector(`[data-control="${name}"]`);
      if (control) set(control.value); // A link may have set it.
      control?.addEventListener("change", () => {
        set(control.value);
        this.draw();
        report.drawCharts();
      });
    };
    listen("baseline", value => { this.baseline = Number(value); });
    listen("metric", value => { this.metric = Number(value); });
    listen("show", value => { this.absolute = value === "values"; });
  },

  isAsWritten() {
    return this.baseline === this.original && this.metric === (report.data.sections.ratios?.metric ?? 0) && !this.absolute;
  },

  // What was measured, in the unit of the measure.
  text(value) {
    const { unit } = report.data.metrics[this.metric];
    const write = { ns: report.format.time, bytes: report.format.bytes, ratio: report.format.ratio }[unit];
    return write ? write(value) : report.format.number(value);
  },

  values(cell) {
    if (cell?.value === null || cell?.value === undefined) return null;
    return { text: this.text(cell.value), interval: cell.low === null ? "" : `${this.text(cell.low)} – ${this.text(cell.high)}` };
  },

  // Cells of a measure by config and case, arranged when the measure is first wanted.
  cells: new Map(),

  index(metric) {
    const byKey = new Map();
    for (const [config, item, word, value, low, high, ratio, ratioLow, ratioHigh, verdict, needed] of metric.cells) {
      byKey.set(config + " " + item, { word, value, low, high, ratio, ratioLow, ratioHigh, verdict, needed });
    }
    return byKey;
  },

  cell(config, item) {
    const metric = report.data.metrics[this.metric];
    if (!metric) return undefined;
    if (!this.cells.has(metric)) this.cells.set(metric, this.index(metric));
    return this.cells.get(metric).get(config + " " + item);
  },

  // The run's own baseline has the harness's intervals; for any other, half-widths add in quadrature on the log scale.
  ratio(config, item) {
    const mine = this.cell(config, item);
    if (!mine) return null;
    if (this.baseline === this.original) {
      return mine.ratio === null ? null : { value: mine.ratio, low: mine.ratioLow, high: mine.ratioHigh };
    }
    const other = this.cell(this.baseline, item);
    if (!other || mine.value === null || other.value === null || !(other.value > 0)) return null;
    const value = mine.value / other.value;
    if (mine.low === null || other.low === null) return { value, low: null, high: null };
    const down = Math.hypot(Math.log(mine.value / mine.low), Math.log(other.high / other.value));
    const up = Math.hypot(Math.log(mine.high / mine.value), Math.log(other.value / other.low));
    return { value, low: value * Math.exp(-down), high: value * Math.exp(up) };
  },

  mean(config, items) {
    const ratios = items.map(item => this.ratio(config, item)).filter(ratio => ratio && ratio.value > 0);
    if (!ratios.length) return null;
    const sum = of => ratios.reduce((total, ratio) => total + of(ratio), 0);
    const value = Math.exp(sum(ratio => Math.log(ratio.value)) / ratios.length);
    const count = ratios.length;
    if (ratios.some(ratio => ratio.low === null)) return { value, low: null, high: null, count };
    const width = of => Math.sqrt(sum(ratio => Math.log(of(ratio)) ** 2)) / count;
    return {
      value,
      low: value * Math.exp(-width(ratio => ratio.value / ratio.low)),
      high: value * Math.exp(width(ratio => ratio.high / ratio.value)),
      count,
    };
  },

  // The harness decides, against the baseline of the run; for another one chosen here there is no verdict.
  verdict(cell) {
    if (this.baseline !== this.original || !cell?.verdict) return "plain";
    if (report.data.greyed) return "greyed";
    return cell.verdict === "inconclusive" ? "open" : cell.verdict;
  },

  draw() {
    const table = document.getElementById("table-ratios");
    if (!table) return;
    const metric = report.data.metrics[this.metric];
    const lower = metric.direction !== "higher";
    for (const row of table.tBodies[0].rows) {
      const item = Number(row.dataset.case);
      for (const cell of row.querySelectorAll("td")) {
        const config = Number(cell.dataset.config);
        this.show(cell, config, this.ratio(config, item), this.cell(config, item));
      }
    }
    const items = [...report.selection.case];
    table.tFoot.hidden = this.absolute; // Milliseconds of different programs have no mean.
    for (const cell of table.tFoot.querySelectorAll("td")) {
      const config = Number(cell.dataset.config);
      const mean = this.mean(config, items);
      this.show(cell, config, mean, undefined);
      cell.querySelector(".note").textContent = mean && mean.count < items.length ? `only ${mean.count} of ${items.length}` : "";
    }
    const section = document.getElementById("ratios");
    section.querySelector("[data-text=metric]").textContent = metric.label;
    section.querySelector("[data-text=baseline]").textContent = report.data.configs[this.baseline]?.name ?? "none";
    section.querySelector("[data-text=arrow]").textContent = lower ? "↓ lower is better" : "↑ higher is better";
  },

  show(cell, config, ratio, mine) {
    const word = mine?.word || report.format.none;
    const isBase = config === this.baseline && ratio;
    const neutral = ["not applicable", "not run", report.format.none].includes(word);
    const verdict = isBase ? "base" : ratio ? this.verdict(mine) : neutral ? "missing" : "failed";
    const distance = ratio ? Math.abs(Math.log2(ratio.value)) : 0;
    const strength = isBase ? 0 : distance < 0.25 ? 1 : distance < 0.75 ? 2 : distance < 1.5 ? 3 : 4;
    const marks = { better: ratio?.value < 1 ? "▼" : "▲", worse: ratio?.value < 1 ? "▼" : "▲", equivalent: "=", open: "○", greyed: "?" };
    const needed = ratio && !isBase && verdict !== "plain" ? mine?.needed : null;
    const values = this.absolute ? this.values(mine) : null;
    cell.className = cell.className.replace(/\b(better|worse|equivalent|open|greyed|plain|base|failed|missing|s\d)\b/g, "").trim()
      + ` ${verdict} s${strength}`;
    cell.dataset.v = (this.absolute ? mine?.value : ratio?.value) ?? "";
    cell.querySelector(".mark").textContent = marks[verdict] ?? "";
    cell.querySelector(".value").textContent = values ? values.text : ratio && !this.absolute ? report.format.ratio(ratio.value) : word;
    cell.querySelector(".interval").textContent = values ? values.interval
      : ratio && !isBase && !this.absolute ? report.format.interval(ratio.low, ratio.high) : "";
    cell.querySelector(".needed").textContent = needed ? `n ≈ ${report.format.count(needed)}` : "";
  },
};
