// Tables that sort by their headings, and the search over the raw table.
report.tables = {
  start() {
    document.querySelectorAll("table.sortable").forEach(table => this.makeSortable(table));
    document.querySelectorAll("[data-search]").forEach(input => {
      input.addEventListener("input", () => this.search(input));
      if (input.value) this.search(input);
    });
  },

  makeSortable(table) {
    table.querySelectorAll("thead th").forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        this.order(table, heading, column, heading.getAttribute("aria-sort") === "ascending");
      });
    });
  },

  order(table, heading, column, descending) {
    table.querySelectorAll("thead th").forEach(other => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    this.sort(table, column, heading.classList.contains("n"), descending);
  },

  sortBy(name, columnName, descending) {
    const table = document.getElementById("table-" + name);
    const headings = table?.classList.contains("sortable") ? [...table.tHead.rows[0].cells] : [];
    const column = headings.findIndex(heading => heading.dataset.name === columnName);
    if (column >= 0) this.order(table, headings[column], column, descending);
  },

  // What is not available stays at the end, whichever way the rest is sorted.
  sort(table, column, numeric, descending) {
    const body = table.tBodies[0];
    const value = row => row.cells[column].dataset.v;
    const rows = [...body.rows].sort((left, right) => {
      const a = value(left);
      const b = value(right);
      if (a === "" || b === "") return (a === "") - (b === "");
      const order = numeric ? Number(a) - Number(b) : a.localeCompare(b, "en", { numeric: true });
      return descending ? -order : order;
    });
    body.append(...rows);
  },

  search(input) {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
    const rows = [...document.getElementById("table-" + input.dataset.search).tBodies[0].rows];
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.classList.toggle("nomatch", !words.every(word => text.includes(word)));
    }
    const found = rows.filter(row => !row.classList.contains("nomatch")).length;
    document.querySelector(`[data-search-count="${input.dataset.search}"]`).textContent =
      words.length ? `${found} of ${rows.length} rows` : "";
  },
};
