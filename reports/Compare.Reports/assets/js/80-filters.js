// The panel that chooses engines and workloads.
report.filters = {
  start() {
    const panel = document.getElementById("filters");
    const button = document.getElementById("filter-button");
    const open = shown => {
      panel.hidden = !shown;
      button.setAttribute("aria-expanded", String(shown));
      if (shown) panel.querySelector("input[type=checkbox]")?.focus();
    };
    button.addEventListener("click", () => open(panel.hidden));
    document.addEventListener("keydown", event => {
      if (event.key === "Escape" && !panel.hidden) {
        open(false);
        button.focus();
      }
    });
    document.addEventListener("click", event => {
      if (!panel.hidden && !panel.contains(event.target) && event.target !== button) open(false);
    });
    panel.addEventListener("change", event => {
      const { filter } = event.target.dataset;
      if (!filter) return;
      report.selection[filter][event.target.checked ? "add" : "delete"](Number(event.target.value));
      this.update();
    });
    panel.addEventListener("click", event => {
      const { filterAll, filterNone } = event.target.dataset;
      if (filterAll) this.set(filterAll, true);
      if (filterNone) this.set(filterNone, false);
    });
    panel.addEventListener("input", event => this.find(event.target));
    document.getElementById("filter-reset").addEventListener("click", () => {
      for (const kind of ["config", "case"]) report.selection[kind] = new Set(report.selection.all(kind));
      this.update();
    });
    this.show();
  },

  find(input) {
    const kind = input.dataset.filterSearch;
    if (!kind) return;
    for (const box of document.querySelectorAll(`#filters input[data-filter=${kind}]`)) {
      box.parentElement.classList.toggle("nomatch", !box.parentElement.textContent.toLowerCase().includes(input.value.toLowerCase()));
    }
  },

  // All and None mean those that the search of the list has left.
  set(kind, chosen) {
    for (const box of document.querySelectorAll(`#filters label:not(.nomatch) input[data-filter=${kind}]`)) {
      report.selection[kind][chosen ? "add" : "delete"](Number(box.value));
    }
    this.update();
  },

  show() {
    for (const box of document.querySelectorAll("#filters input[data-filter]")) {
      box.checked = report.selection[box.dataset.filter].has(Number(box.value));
    }
    document.getElementById("filter-count").textContent =
      `${report.selection.config.size} of ${report.data.configs.length} engines, `
      + `${report.selection.case.size} of ${report.data.cases.length} workloads`;
    report.selection.apply();
    report.syncChoices();
  },

  update() {
    this.show();
    report.matrix.draw();
    report.drawCharts();
  },
};
