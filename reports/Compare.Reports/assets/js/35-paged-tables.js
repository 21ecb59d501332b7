// Tables of many rows: all of them stand packed in the page, and some of those that are chosen stand in the table.
report.pagedTables = new Map();

report.PagedTable = class {
  words = [];
  isNear = false;
  isStale = true;

  constructor(script) {
    this.script = script;
    this.name = script.dataset.rows;
    this.table = document.getElementById("table-" + this.name);
    this.step = this.table.tBodies[0].rows.length;
    this.shown = this.step;
    this.more = document.querySelector(`[data-page-more="${this.name}"]`);
    this.more.addEventListener("click", () => {
      this.shown += this.step * 5;
      this.changed();
    });
    new IntersectionObserver(entries => {
      this.isNear = entries.at(-1).isIntersecting;
      if (this.isNear && this.isStale) this.draw();
    }, { rootMargin: "100% 0px" }).observe(this.table);
  }

  // What is far from the reader waits until it comes near.
  changed() {
    this.isStale = true;
    if (this.isNear) this.draw();
  }

  load() {
    this.loading ??= report.unpack(this.script.textContent).then(text => {
      this.rows = JSON.parse(text).map(([config, item, id, ...cells]) => ({
        config, item, id, cells: cells.map(cell => typeof cell === "string" ? [cell, cell] : cell),
      }));
    });
    return this.loading;
  }

  async chosen() {
    await this.load();
    return this.rows.filter(row => report.selection.shows(row.config, row.item) && this.matches(row));
  }

  matches(row) {
    if (!this.words.length) return true;
    row.text ??= row.cells.map(([text, , small = ""]) => `${text} ${small}`).join(" ").toLowerCase();
    return this.words.every(word => row.text.includes(word));
  }

  async sort(column, order) {
    await this.load();
    this.rows.sort((left, right) => order(left.cells[column][1], right.cells[column][1]));
    this.isNear = true;
    this.changed();
  }

  // Brings the row of a link into the table; false when it is none of this table's.
  async showRow(id) {
    await this.load();
    const row = this.rows.find(other => other.id === id);
    if (!row) return false;
    report.selection.config.add(row.config);
    report.selection.case.add(row.item);
    report.filters.update();
    this.words = [];
    this.shown = Math.max(this.shown, (await this.chosen()).indexOf(row) + 1);
    await this.draw();
    return true;
  }

  search(words) {
    this.words = words;
    this.shown = this.step;
    this.isNear = true;
    this.changed();
  }

  async draw() {
    this.isStale = false;
    const rows = await this.chosen();
    const shown = rows.slice(0, this.shown);
    const numeric = [...this.table.tHead.rows[0].cells].map(cell => cell.classList.contains("n"));
    this.table.tBodies[0].replaceChildren(...shown.map(row => this.element(row, numeric)));
    this.more.hidden = shown.length === rows.length;
    document.querySelector(`[data-page-note="${this.name}"]`).textContent = shown.length === rows.length
      ? `${report.format.count(rows.length)} rows.`
      : `The first ${report.format.count(shown.length)} of ${report.format.count(rows.length)} rows. Sorting, search and CSV take all of them.`;
    const count = document.querySelector(`[data-search-count="${this.name}"]`);
    if (count) count.textContent = this.words.length ? `${rows.length} of ${this.rows.length} rows` : "";
  }

  element(row, numeric) {
    const line = document.createElement("tr");
    if (row.id) line.id = row.id;
    line.dataset.config = row.config;
    line.dataset.case = row.item;
    line.append(...row.cells.map((cell, column) => this.cell(cell, column, numeric[column])));
    return line;
  }

  cell([text, raw, small = "", key = ""], column, numeric) {
    const cell = document.createElement(column === 0 ? "th" : "td");
    if (column === 0) cell.scope = "row";
    cell.dataset.v = raw;
    if (column > 0 && numeric) cell.className = text === report.format.none ? "n none" : "n";
    if (key) cell.innerHTML = key;
    // Names break after their punctuation.
    const parts = column === 0 ? text.split(/(?<=[:,=])/) : [text];
    parts.forEach((part, index) => cell.append(...(index ? [document.createElement("wbr"), part] : [part])));
    if (small) {
      const addition = document.createElement("small");
      addition.textContent = small;
      cell.append(" ", addition);
    }
    return cell;
  }
};
