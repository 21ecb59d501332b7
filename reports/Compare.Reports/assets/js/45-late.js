// Cards and rows of cases that the page does not show at first: put in when a reader chooses their case.
report.late = {
  packs: [],

  start() {
    document.addEventListener("toggle", event => this.unfold(event.target), true);
    this.packs = [...document.querySelectorAll("script[data-late]")].map(script => ({ script, shown: new Set() }));
  },

  async show() {
    const wanted = [...report.selection.case].filter(item => item >= report.data.firstCases);
    const waiting = this.packs.filter(pack => wanted.some(item => !pack.shown.has(item)));
    if (!waiting.length) return;
    await Promise.all(waiting.map(async pack => {
      pack.loading ??= report.unpack(pack.script.textContent).then(text => { pack.cards = new Map(JSON.parse(text)); });
      await pack.loading;
    }));
    for (const pack of waiting) {
      for (const item of wanted.filter(index => !pack.shown.has(index)).sort((a, b) => a - b)) this.insert(pack, item);
    }
    report.selection.apply();
    report.matrix.draw();
  },

  // What a long part holds is put in when it is opened.
  async unfold(part) {
    const script = part.open ? part.querySelector(":scope > script[data-fold]") : null;
    if (!script) return;
    const content = document.createElement("template");
    content.innerHTML = await report.unpack(script.textContent);
    script.replaceWith(content.content);
    report.selection.apply();
  },

  insert(pack, item) {
    pack.shown.add(item);
    if (!pack.cards.has(item)) return;
    const card = document.createElement("template");
    card.innerHTML = pack.cards.get(item);
    card.content.querySelectorAll("table.sortable").forEach(table => report.tables.makeSortable(table));
    const next = [...pack.script.parentElement.children].find(other => Number(other.dataset.case) > item);
    (next ?? pack.script).before(card.content);
  },
};
