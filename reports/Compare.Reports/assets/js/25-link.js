// What the reader has chosen stands in the fragment of the address, by name: #ratios?baseline=pypy&metric=cpu_ns.
// So a link shows what its sender saw, also in the report of a later run whose engines have other numbers.
report.link = {
  section: "",
  first: new Map(),

  // Every control that a link keeps: those that have a name of their own.
  controls() {
    return [...document.querySelectorAll("main select[data-control], main input[data-search]")];
  },

  name(control) {
    return control.dataset.control ?? "find." + control.dataset.search;
  },

  names: { config: "engines", case: "workloads" },

  label(kind, index) {
    return kind === "config" ? report.data.configs[index].name : report.data.cases[index].label;
  },

  // An option stands in a link by what it means; the list of engines and workloads by their names.
  text(control) {
    const kind = control.dataset.control === "baseline" ? "config" : control.dataset.control?.endsWith(".case") ? "case" : null;
    if (control.dataset.control === "metric") return report.data.metrics[control.value]?.name ?? "";
    return kind && Number(control.value) >= 0 ? this.label(kind, control.value) : control.value;
  },

  find(control, text) {
    const options = [...(control.options ?? [])];
    const was = control.value;
    for (const option of options) {
      control.value = option.value;
      if (this.text(control) === text) return option.value;
    }
    control.value = was;
    return control.options ? null : text;
  },

  parse() {
    const [section, ...rest] = location.hash.slice(1).split("?");
    return { section, wanted: new URLSearchParams(rest.join("?")) };
  },

  // Before anything is drawn. What a link names and this report does not have is passed over.
  start() {
    for (const control of this.controls()) this.first.set(control, control.value);
    for (const kind of ["config", "case"]) this.first.set(kind, this.chosen(kind));
    this.apply();
  },

  chosen(kind) {
    return [...report.selection[kind]].sort((a, b) => a - b).map(index => this.label(kind, index)).join("\n");
  },

  apply() {
    const { section, wanted } = this.parse();
    this.section = section;
    if (!wanted.size) return;
    for (const kind of ["config", "case"]) {
      const names = wanted.getAll(this.names[kind]);
      const found = report.selection.all(kind).filter(index => names.includes(this.label(kind, index)));
      if (found.length) report.selection[kind] = new Set(found);
    }
    for (const control of this.controls()) {
      const text = wanted.get(this.name(control));
      const value = text === null ? null : this.find(control, text);
      if (value !== null) control.value = value;
    }
    if (wanted.has("theme")) document.documentElement.dataset.theme = wanted.get("theme") === "dark" ? "dark" : "light";
  },

  // When tables can sort.
  sort() {
    for (const order of this.parse().wanted.getAll("sort")) {
      const [table, column, direction] = order.split(":");
      report.tables.sortBy(table, column, direction === "descending");
    }
  },

  state() {
    const state = new URLSearchParams();
    for (const kind of ["config", "case"]) {
      if (this.chosen(kind) === this.first.get(kind)) continue;
      for (const index of report.selection[kind]) state.append(this.names[kind], this.label(kind, index));
    }
    for (const [control, value] of this.first) {
      if (control.value !== undefined && control.value !== value) state.set(this.name(control), this.text(control));
    }
    for (const heading of document.querySelectorAll("main th[aria-sort]")) {
      const table = heading.closest("table").id.replace("table-", "");
      state.append("sort", `${table}:${heading.dataset.name}:${heading.getAttribute("aria-sort")}`);
    }
    if (document.documentElement.dataset.theme) state.set("theme", document.documentElement.dataset.theme);
    return state.toString();
  },

  fragment() {
    const state = this.state();
    return "#" + this.section + (state ? "?" + state : "");
  },

  // The address follows the choices without a step in the history for each of them.
  write() {
    if (location.hash !== this.fragment() && (location.hash || this.fragment() !== "#")) {
      history.replaceState(null, "", this.fragment());
    }
  },

  async copy(button) {
    this.write();
    try {
      await navigator.clipboard.writeText(location.href);
      report.say(button, "Copied");
    } catch {
      report.say(button, "It is in the address bar");
    }
  },

  watch() {
    const later = () => setTimeout(() => this.write());
    for (const kind of ["change", "input", "click"]) {
      document.addEventListener(kind, event => {
        const link = event.target.closest("a[href^='#']");
        if (link) this.section = decodeURIComponent(link.hash.slice(1).split("?")[0]);
        else if (event.target.closest("main, nav.bar")) later();
      });
    }
    document.getElementById("link-button").addEventListener("click", event => this.copy(event.currentTarget));
    addEventListener("hashchange", () => {
      const { section, wanted } = this.parse();
      if (wanted.size) location.reload(); // Somebody pasted another link into this page.
      else this.section = section;
      later();
    });
    // The browser looks for an element of the whole fragment; with choices behind it there is none.
    if (location.hash.includes("?")) document.getElementById(this.section)?.scrollIntoView({ behavior: "instant" });
  },
};

// A word in place of a button's own, for a moment.
report.say = (button, text) => {
  button.dataset.label ??= button.textContent;
  button.textContent = text;
  clearTimeout(button.waiting);
  button.waiting = setTimeout(() => { button.textContent = button.dataset.label; }, 1800);
};
