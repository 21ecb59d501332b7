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

  // What a link leads to may be in a closed part, or taken away by the filter or by a search.
  reveal(hash = location.hash) {
    const target = hash.length > 1 && document.getElementById(hash.slice(1));
    if (!target) return;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    target.classList.remove("nomatch");
    if (target.classList.contains("off")) {
      report.selection.config.add(Number(target.dataset.config));
      report.selection.case.add(Number(target.dataset.case));
      report.filters.update();
    }
    // A row lies in a table that scrolls by itself; a smooth scroll of both at once does not reach it.
    if (hash === location.hash && target.matches("tr")) target.scrollIntoView({ behavior: "instant", block: "center" });
  },
};
