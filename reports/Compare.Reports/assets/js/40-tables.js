// Tables that sort by their headings, and the search over the raw table.
report.tables = {
  start() {
    document.querySelectorAll("script[data-rows]").forEach(script => {
      report.pagedTables.set(script.dataset.rows, new report.PagedTable(script));
    });
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
  comparer(numeric, descending) {
    const { compare } = new Intl.Collator("en", { numeric: true });
    return (a, b) => {
      if (a === "" || b === "") return (a === "") - (b === "");
      const order = numeric ? Number(a) - Number(b) : compare(a, b);
      return descending ? -order : order;
    };
  },

  sort(table, column, numeric, descending) {
    const order = this.comparer(numeric, descending);
    const paged = report.pagedTables.get(table.id.replace("table-", ""));
    if (paged) {
      paged.sort(column, order);
      return;
    }
    const body = table.tBodies[0];
    const value = row => row.cells[column].dataset.v;
    body.append(...[...body.rows].sort((left, right) => order(value(left), value(right))));
  },

  search(input) {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
    const paged = report.pagedTables.get(input.dataset.search);
    if (paged) {
      paged.search(words);
      return;
    }
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
