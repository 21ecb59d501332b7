// Every table and chart as a CSV file, made inside the page.
report.csv = {
  start() {
    document.addEventListener("click", event => {
      const button = event.target.closest("[data-csv-table]");
      if (button) this.saveTable(button.dataset.csvTable);
    });
    document.querySelectorAll("figure[data-chart]").forEach(figure => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.csvChart = figure.dataset.chart;
      button.innerHTML = `CSV<span class="sr"> of this chart</span>`;
      button.addEventListener("click", () => this.saveChart(figure.dataset.chart));
      figure.querySelector("figcaption").append(button);
    });
    this.list();
  },

  list() {
    const list = document.querySelector("[data-list=csv]");
    const add = (name, save) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", save);
      item.append(button);
      list?.append(item);
    };
    for (const table of document.querySelectorAll("main table[id]")) {
      const name = table.id.replace("table-", "");
      add(`table-${name}.csv`, () => this.saveTable(name));
    }
    for (const name of report.charts.keys()) add(`chart-${name}.csv`, () => this.saveChart(name));
  },

  async saveTable(name) {
    const table = document.getElementById("table-" + name);
    const shown = element => !element.classList.contains("off") && !element.classList.contains("nomatch");
    const header = [...table.tHead.rows[0].cells].filter(shown).map(cell => cell.dataset.name);
    const paged = report.pagedTables.get(name);
    if (paged) {
      const chosen = await paged.chosen();
      this.save(`table-${name}.csv`, [header, ...chosen.map(row => row.cells.map(([, raw]) => raw))]);
      return;
    }
    const rows = [...table.querySelectorAll("tbody tr, tfoot tr")].filter(shown)
      .map(row => [...row.cells].filter(shown).map(cell => cell.dataset.v));
    this.save(`table-${name}.csv`, [header, ...rows]);
  },

  async saveChart(name) {
    await report.loadChartData(name);
    this.save(`chart-${name}.csv`, report.charts.get(name).rows());
  },

  // A field that a spreadsheet would take for a formula is led by an apostrophe; numbers stay as they are.
  field(value) {
    if (value === null || value === undefined) return "";
    let text = String(value);
    if (/^[=+@\t\r-]/.test(text) && !Number.isFinite(Number(text))) text = "'" + text;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  },

  save(name, rows) {
    const text = rows.map(row => row.map(value => this.field(value)).join(",")).join("\n") + "\n";
    report.save(name, new Blob([text], { type: "text/csv" }));
  },
};

// Hands a file that was made inside the page to the reader.
report.save = (name, blob) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
