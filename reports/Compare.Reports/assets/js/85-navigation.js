// Marks the section that is being read.
report.navigation = {
  start() {
    const links = new Map([...document.querySelectorAll("nav.bar ul a")].map(link => [link.hash.slice(1), link]));
    const watch = new IntersectionObserver(entries => {
      for (const entry of entries.filter(item => item.isIntersecting)) {
        links.forEach(link => link.removeAttribute("aria-current"));
        const link = links.get(entry.target.id);
        link?.setAttribute("aria-current", "location");
        const list = link?.closest("ul");
        if (list && list.scrollWidth > list.clientWidth) list.scrollLeft = link.offsetLeft - list.clientWidth / 3;
      }
    }, { rootMargin: "-15% 0px -75% 0px" });
    document.querySelectorAll("main > section").forEach(section => watch.observe(section));
    addEventListener("hashchange", () => this.reveal());
    document.addEventListener("click", event => {
      const link = event.target.closest("a[href^='#']");
      if (link) this.reveal(link.hash);
    });
    this.reveal();
  },

  // A long table holds its rows packed.
  async findRow(id) {
    for (const table of report.pagedTables.values()) {
      if (await table.showRow(id)) return document.getElementById(id);
    }
    return null;
  },

  // In a large page sections are laid out as they come near, and then are not as high as was thought.
  async settle(target) {
    const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (let still = 0, top = NaN, tries = 0; still < 3 && tries < 60; tries++) {
      target.scrollIntoView({ behavior: "instant" });
      await frame();
      const now = target.getBoundingClientRect().top;
      still = now === top ? still + 1 : 0;
      top = now;
    }
  },

  // What a link leads to may be in a closed part, or taken away by the filter or by a search.
  async reveal(hash = location.hash) {
    const id = hash.slice(1).split("?")[0];
    const target = id && (document.getElementById(id) ?? await this.findRow(id));
    if (!target) return;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    target.classList.remove("nomatch");
    if (target.classList.contains("off")) {
      for (const kind of ["config", "case"]) {
        if (Number(target.dataset[kind]) >= 0) report.selection[kind].add(Number(target.dataset[kind]));
      }
      report.filters.update();
    }
    if (report.isLarge() && target.matches("main > section")) await this.settle(target);
    // A row lies in a table that scrolls by itself; a smooth scroll of both at once does not reach it.
    if (hash.split("?")[0] === location.hash.split("?")[0] && target.matches("tr")) target.scrollIntoView({ behavior: "instant", block: "center" });
  },
};
