// Which engines and workloads are shown. Charts with hundreds of lines say nothing: beyond a dozen, start with the first.
report.selection = {
  most: 12,
  config: new Set(),
  case: new Set(),

  start() {
    this.config = new Set(report.data.configs.map((_, index) => index).slice(0, this.most));
    this.case = new Set(report.data.cases.map((_, index) => index));
    if (report.data.baseline >= 0) this.config.add(report.data.baseline);
  },

  all(kind) {
    return (kind === "config" ? report.data.configs : report.data.cases).map((_, index) => index);
  },

  isComplete() {
    return this.config.size === report.data.configs.length && this.case.size === report.data.cases.length;
  },

  // Hides every row, column and card of what is not selected.
  apply() {
    for (const element of document.querySelectorAll("main [data-config], main [data-case]")) {
      const config = element.dataset.config ?? "-1";
      const item = element.dataset.case ?? "-1";
      const shown = (config === "-1" || this.config.has(Number(config))) && (item === "-1" || this.case.has(Number(item)));
      element.classList.toggle("off", !shown);
    }
    const note = document.getElementById("filter-note");
    note.hidden = this.isComplete();
    note.textContent = `Filtered: ${this.config.size} of ${report.data.configs.length} engines, `
      + `${this.case.size} of ${report.data.cases.length} workloads are shown.`;
  },
};
