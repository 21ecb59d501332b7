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
  },
};
