// Which engines and workloads are shown. Charts with hundreds of lines say nothing: beyond a dozen, start with the first.
report.selection = {
  most: 12,
  config: new Set(),
  case: new Set(),

  start() {
    this.config = new Set(report.data.configs.map((_, index) => index).slice(0, this.most));
    this.case = new Set(this.all("case").slice(0, report.data.firstCases));
    if (report.data.baseline >= 0) this.config.add(report.data.baseline);
  },

  all(kind) {
    return (kind === "config" ? report.data.configs : report.data.cases).map((_, index) => index);
  },

  isComplete() {
    return this.config.size === report.data.configs.length && this.case.size === report.data.cases.length;
  },

  shows(config, item) {
    return (config < 0 || this.config.has(config)) && (item < 0 || this.case.has(item));
  },

  // Hides every row, column and card of what is not selected.
  apply() {
    for (const element of document.querySelectorAll("main [data-config], main [data-case]")) {
      element.classList.toggle("off", !this.shows(Number(element.dataset.config ?? -1), Number(element.dataset.case ?? -1)));
    }
    report.pagedTables.forEach(table => table.changed());
    report.late.show();
    const note = document.getElementById("filter-note");
    note.hidden = this.isComplete();
    note.textContent = `Filtered: ${this.config.size} of ${report.data.configs.length} engines, `
      + `${this.case.size} of ${report.data.cases.length} workloads are shown.`;
  },
};
