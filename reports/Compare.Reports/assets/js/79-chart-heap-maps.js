// Maps of heaps on one allocation clock: cells on a canvas for each space, one slider for all engines.
report.defineChart("heap-maps", {
  at: 0,
  timer: 0,
  shown: null,
  touched: false,

  all() {
    return report.data.sections["heap-maps"]?.series ?? [];
  },

  chosen() {
    const item = Number(report.control("heap-maps.case"));
    return this.all().filter(series => series.case === item && report.selection.config.has(series.config));
  },

  rows() {
    const header = ["config", "workload", "moment", "allocated_bytes", "phase", "collections", "space", "used_bytes", "bytes", "overhead_bytes", "idle_bytes"];
    return [header, ...this.chosen().flatMap(series => series.parts.flatMap((parts, look) => parts.map(part => [
      report.data.configs[series.config].name, report.data.cases[series.case].label, series.moment[look], series.clock[look],
      series.phase[look] ?? "", series.collections[look], series.spaces[part[0]].name, part[2], part[3], part[4], part[5]])))];
  },

  // Cells of every look, which the page carries as what changed since the look before.
  decode(series) {
    if (series.cells) return;
    const last = series.spaces.map(() => new Int32Array(0));
    series.most = series.spaces.map(() => 0);
    series.cells = series.parts.map(parts => {
      const look = series.spaces.map(() => null);
      for (const [space, count, , , , , runs] of parts) {
        const cells = new Int32Array(count);
        let place = 0;
        for (let i = 0; i < runs.length; i += 2) {
          for (const end = place + runs[i]; place < end; place++) cells[place] = runs[i + 1] ? runs[i + 1] - 1 : last[space][place];
        }
        last[space] = look[space] = cells;
        // Behind the last cell that was ever touched there is nothing to see.
        let touched = count;
        while (touched > 0 && report.data.sections["heap-maps"].states[series.palette[cells[touched - 1]][0]] === "fresh") touched--;
        series.most[space] = Math.max(series.most[space], touched);
      }
      return look;
    });
    series.used = series.parts.map(parts => parts.reduce((sum, part) => sum + part[2], 0));
    series.held = series.parts.map(parts => parts.reduce((sum, part) => sum + part[3] + part[4], 0));
  },

  // The steps of the slider: every clock at which any engine was looked at, several times where one was looked at more often.
  makeSteps(chosen) {
    const clocks = [...new Set(chosen.flatMap(series => series.clock))].sort((left, right) => left - right);
    const next = chosen.map(() => 0);
    const steps = [];
    for (const clock of clocks) {
      const looks = chosen.map((series, index) => {
        const first = next[index];
        while (next[index] < series.clock.length && series.clock[next[index]] <= clock) next[index]++;
        return [first, next[index]];
      });
      const most = Math.max(...looks.map(([first, end]) => end - first));
      for (let i = 0; i < most; i++) {
        const look = looks.map(([first, end]) => Math.max(0, Math.min(first + i, end - 1)));
        steps.push({ clock, look, collected: chosen.some((series, index) => looks[index][0] + i < looks[index][1] && series.moment[look[index]] === "after") });
      }
    }
    return steps;
  },

  // Where the heaps are fullest on average, each measured by its own most: the first moment shows nothing but empty heaps.
  fullest(chosen) {
    const most = chosen.map(series => Math.max(1, ...series.used));
    const filled = this.steps.map(step => step.look.reduce((sum, look, index) => sum + chosen[index].used[look] / most[index], 0));
    return Math.max(0, filled.indexOf(Math.max(...filled)));
  },

  draw(figure) {
    if (this.shown === null) this.start(figure);
    const chosen = this.chosen();
    chosen.forEach(series => this.decode(series));
    const key = chosen.map(series => series.config + "/" + series.case).join();
    if (this.shown !== key) {
      this.stop();
      this.shown = key;
      this.steps = chosen.length ? this.makeSteps(chosen) : [];
      this.at = this.fullest(chosen);
      this.touched = false;
      this.slider.max = Math.max(0, this.steps.length - 1);
      this.build(chosen);
    }
    const item = report.control("heap-maps.case");
    for (const story of document.querySelectorAll(".map-story")) story.hidden = story.dataset.case !== item && !this.printing();
    const rootColors = ["0", "1", "2", "3", "4", "5"].map(index => report.theme.color("--map-" + index).match(/[\d.]+/g).slice(0, 3).map(Number));
    this.colors = {
      ramp: rootColors, line: report.theme.color("--line"), strong: report.theme.color("--strong-line"),
      quiet: report.theme.color("--quiet"), accent: report.theme.color("--accent"), text: report.theme.color("--text"), track: report.theme.color("--hover"),
    };
    this.drawLegend();
    if (this.printing()) return this.drawForPaper(chosen);
    this.show(this.at);
  },

  printing() {
    return "printing" in document.documentElement.dataset;
  },

  start(figure) {
    this.figure = figure;
    this.slider = figure.querySelector("input[type=range]");
    this.panels = figure.querySelector(".map-panels");
    this.live = figure.querySelector(".map-live");
    this.hint = figure.querySelector(".map-hint");
    this.playButton = figure.querySelector("[data-map=play]");
    this.slider.addEventListener("input", () => { this.stop(); this.go(Number(this.slider.value)); });
    this.playButton.addEventListener("click", () => this.timer ? this.stop() : this.play());
    figure.querySelector("[data-map=previous]").addEventListener("click", () => this.toCollection(-1));
    figure.querySelector("[data-map=next]").addEventListener("click", () => this.toCollection(1));
    document.querySelector(".map-stories")?.addEventListener("click", event => {
      const station = event.target.closest("button")?.closest("[data-look]");
      if (station) this.toStation(station);
    });
  },

  play() {
    if (!this.touched || this.at >= this.steps.length - 1) this.go(0);
    this.live.setAttribute("aria-live", "off");
    this.timer = setInterval(() => {
      if (this.at >= this.steps.length - 1) return this.stop();
      this.show(this.at + 1);
    }, 110);
    this.playButton.textContent = "Pause";
    this.playButton.setAttribute("aria-pressed", "true");
  },

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.live.setAttribute("aria-live", "polite");
    this.playButton.textContent = "Play";
    this.playButton.setAttribute("aria-pressed", "false");
  },

  // A reader chose the place, so that it is kept.
  go(step) {
    this.touched = true;
    this.show(step);
  },

  toCollection(way) {
    this.stop();
    for (let step = this.at + way; step >= 0 && step < this.steps.length; step += way) {
      if (this.steps[step].collected) return this.go(step);
    }
    this.hint.textContent = way > 0 ? "No collection comes after this moment." : "No collection was before this moment.";
  },

  toStation(station) {
    this.stop();
    const index = this.chosen().findIndex(series => series.config === Number(station.dataset.config));
    const step = this.steps.findIndex(one => one.look[index] === Number(station.dataset.look));
    if (step < 0) return;
    this.go(step);
    this.figure.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  },

  // A panel for each engine, a canvas for each space that ever held anything.
  build(chosen) {
    this.views = [];
    this.panels.replaceChildren(...chosen.map((series, index) => {
      const panel = document.createElement("div");
      panel.className = "map-panel";
      const head = document.createElement("h4");
      const key = document.querySelector(`#filters input[data-filter=config][value="${series.config}"] + .key`);
      if (key) head.append(key.cloneNode(true));
      head.append(report.data.configs[series.config].name);
      const facts = document.createElement("p");
      facts.className = "map-facts";
      const spark = document.createElement("canvas");
      spark.className = "map-spark";
      spark.setAttribute("aria-hidden", "true");
      panel.append(head, facts, spark);
      const views = series.spaces.map((space, number) => this.buildSpace(series, index, space, number)).filter(Boolean);
      panel.append(...views.map(view => view.element));
      this.views.push({ facts, spark, spaces: views });
      return panel;
    }));
  },

  buildSpace(series, index, space, number) {
    const bytes = Math.max(...series.parts.map(parts => parts.find(part => part[0] === number)?.[3] ?? 0));
    if (!bytes) return null;
    const element = document.createElement("div");
    element.className = "map-space";
    const label = document.createElement("p");
    const cell = space.unitBytes * space.unitsPerCell;
    label.textContent = space.name + (space.isPlaced
      ? ` · a cell is ${space.unitsPerCell > 1 ? report.format.count(space.unitsPerCell) + " " + space.unit + "s, " : "a " + space.unit + " of "}${report.format.bytes(cell)}`
      : "");
    const canvas = document.createElement("canvas");
    canvas.tabIndex = space.isPlaced ? 0 : -1;
    canvas.setAttribute("role", "img");
    element.append(label, canvas);
    const view = { element, label, canvas, series, index, space, number, bytes, cursor: 0 };
    if (space.isPlaced) {
      canvas.addEventListener("mousemove", event => this.point(view, event));
      canvas.addEventListener("mouseleave", () => { view.pointed = -1; this.drawSpace(view); });
      canvas.addEventListener("focus", () => this.tell(view, view.cursor));
      canvas.addEventListener("blur", () => { view.pointed = -1; this.drawSpace(view); });
      canvas.addEventListener("keydown", event => this.move(view, event));
    }
    return view;
  },

  show(step) {
    if (!this.steps.length) return;
    this.at = step;
    this.slider.value = step;
    const { clock, look } = this.steps[step];
    const chosen = this.chosen();
    const phase = chosen[0].phase[look[0]];
    const where = `${report.format.bytes(clock)} asked for` + (phase ? `, phase “${phase}”` : "");
    this.slider.setAttribute("aria-valuetext", where);
    this.figure.querySelector(".map-now").textContent = where;
    this.views.forEach((view, index) => {
      const series = chosen[index];
      const now = look[index];
      const event = { before: " · a collection begins", after: " · a collection has ended" }[series.moment[now]] ?? "";
      view.facts.textContent = `${report.format.bytes(series.used[now])} in use of ${report.format.bytes(series.held[now])} · `
        + `${report.format.count(series.collections[now])} collections${event}`;
      view.facts.classList.toggle("collecting", event !== "");
      view.spaces.forEach(space => this.drawSpace(space));
      this.drawSpark(series, index, view.spark);
    });
    this.drawTrack(chosen);
    this.drawTable(chosen, look);
    for (const station of document.querySelectorAll(".map-story:not([hidden]) [data-look]")) {
      const index = chosen.findIndex(series => series.config === Number(station.dataset.config));
      station.classList.toggle("now", index >= 0 && look[index] === Number(station.dataset.look));
    }
  },

  drawTable(chosen, look) {
    const cell = (tag, text, title = "") => Object.assign(document.createElement(tag), { textContent: text, title });
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    head.append(...[
      ["Engine"], ["Space"],
      ["In use", "Bytes of blocks, pools, pages or slices that hold something"],
      ["Recyclable", "The part of what is in use that belongs to no object any more: the engine keeps it in lists of its own, to hand it out again"],
      ["Free", "Bytes of the cells that hold nothing"],
      ["Overhead", "Bytes that are held and lie in no cell: the engine's own tables, and what alignment loses"],
    ].map(([text, title]) => cell("th", text, title)));
    const body = table.createTBody();
    chosen.forEach((series, index) => {
      for (const [space, , used, bytes, overhead, idle] of series.parts[look[index]]) {
        if (!bytes && !overhead) continue;
        const row = body.insertRow();
        row.append(...[report.data.configs[series.config].name, series.spaces[space].name, ...[used, idle, bytes - used, overhead].map(report.format.bytes)]
          .map(text => cell("td", text)));
      }
    });
    this.live.replaceChildren(table);
  },

  color(t) {
    const ramp = this.colors.ramp;
    const place = Math.max(0, Math.min(1, t)) * (ramp.length - 1);
    const low = Math.min(Math.floor(place), ramp.length - 2);
    return `rgb(${ramp[low].map((value, i) => Math.round(value + (ramp[low + 1][i] - value) * (place - low))).join()})`;
  },

  // Sizes from 16 bytes to 4 KiB on a log scale.
  ofSize: size => Math.log2(Math.max(16, size) / 16) / 8,

  columns(view) {
    const count = view.series.most[view.number];
    const group = view.space.cellsPerGroup;
    const wanted = count <= 24 ? 8 : count <= 96 ? 16 : count <= 512 ? 32 : 64;
    return group > 0 && group < wanted ? group : wanted;
  },

  drawSpace(view, look = this.steps[this.at].look[view.index], canvas = view.canvas, width = view.element.clientWidth) {
    const part = view.series.parts[look].find(one => one[0] === view.number);
    const resize = height => {
      canvas.style.height = height + "px";
      return this.paper(canvas, width, height);
    };
    canvas.setAttribute("aria-label", `${view.space.name}: ${report.format.bytes(part?.[2] ?? 0)} of ${report.format.bytes(part?.[3] ?? 0)} in use`
      + (view.space.isPlaced ? "; arrow keys move from cell to cell" : ""));
    if (!view.space.isPlaced) {
      const pen = resize(16);
      const length = value => (width - 2) * value / view.bytes;
      pen.fillStyle = this.colors.track;
      pen.fillRect(1, 1, length(part?.[3] ?? 0), 14);
      pen.fillStyle = this.color(0.75);
      pen.fillRect(1, 1, length(part?.[2] ?? 0), 14);
      pen.strokeStyle = this.colors.strong;
      pen.strokeRect(0.5, 0.5, width - 1, 15);
      view.label.textContent = `${view.space.name} · ${report.format.bytes(part?.[2] ?? 0)} of ${report.format.bytes(part?.[3] ?? 0)}`;
      return;
    }
    const columns = this.columns(view);
    const size = width / columns;
    const group = view.space.cellsPerGroup;
    const gap = group > 0 && group % columns === 0 ? 5 : 0;
    const shown = Math.max(columns, view.series.most[view.number]);
    const rows = Math.ceil(shown / columns);
    const groups = gap ? Math.ceil(shown / group) - 1 : 0;
    const pen = resize(Math.ceil(rows * size + groups * gap));
    view.geometry = { columns, size, gap, group };
    const cells = view.series.cells[look][view.number] ?? [];
    const before = look > 0 ? view.series.cells[look - 1][view.number] : null;
    const bySize = report.control("heap-maps.colour") === "size";
    for (let index = 0; index < Math.min(cells.length, rows * columns); index++) {
      this.drawCell(pen, view, cells, index, before && before[index] !== cells[index] ? before[index] : -1, bySize);
    }
  },

  place(view, index) {
    const { columns, size, gap, group } = view.geometry;
    return [(index % columns) * size, Math.floor(index / columns) * size + (gap ? Math.floor(index / group) * gap : 0)];
  },

  drawCell(pen, view, cells, index, before, bySize) {
    const [x, y] = this.place(view, index);
    const size = view.geometry.size;
    const inset = size > 9 ? 1 : 0.5;
    const side = size - 2 * inset;
    const [state, block, used, bytes] = view.series.palette[cells[index]];
    const kind = report.data.sections["heap-maps"].states[state];
    const fill = bytes ? used / bytes : 0;
    pen.fillStyle = this.colors.track;
    if (kind !== "fresh") pen.fillRect(x + inset, y + inset, side, side);
    if (kind === "fresh") {
      pen.fillStyle = this.colors.strong;
      pen.fillRect(x + size / 2 - 0.5, y + size / 2 - 0.5, 1, 1);
    } else if (kind === "reserve") {
      pen.strokeStyle = this.colors.strong;
      pen.lineWidth = 0.8;
      pen.beginPath();
      pen.moveTo(x + inset, y + size - inset);
      pen.lineTo(x + size - inset, y + inset);
      pen.stroke();
    } else if (kind === "head" || kind === "tail") {
      pen.fillStyle = this.color(this.ofSize(block));
      if (kind === "head") pen.fillRect(x + inset, y + inset, size - inset, side);
      else pen.fillRect(x - 0.5, y + inset + side * 0.25, size - inset + 0.5, side * 0.75);
    } else if (fill > 0) {
      // How full it is, by height too.
      const height = Math.max(1, side * fill);
      pen.fillStyle = this.color(bySize && block ? this.ofSize(block) : fill);
      pen.fillRect(x + inset, y + inset + side - height, side, height);
    }
    const lost = before >= 0 && view.series.palette[before][2] > used;
    if (lost) {
      pen.globalAlpha = 0.3;
      pen.fillStyle = this.colors.accent;
      pen.fillRect(x + inset, y + inset, side, side * (1 - fill));
      pen.globalAlpha = 1;
    }
    if (view.pointed === index) {
      pen.strokeStyle = this.colors.text;
      pen.lineWidth = 2;
      pen.strokeRect(x + 1, y + 1, size - 2, size - 2);
    }
  },

  // A canvas that is sharp on any screen; sizes in CSS pixels.
  paper(canvas, width, height) {
    const scale = Math.max(2, devicePixelRatio);
    canvas.width = width * scale;
    canvas.height = height * scale;
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    return pen;
  },

  // Phases of the program and collections of any engine, above the slider.
  drawTrack(chosen) {
    const canvas = this.figure.querySelector(".map-curves");
    const [width, height, margin] = [canvas.parentElement.clientWidth, 30, 8];
    const pen = this.paper(canvas, width, height);
    // The thumb of a slider is inside its ends by half its width.
    const x = step => margin + (width - 2 * margin) * step / Math.max(1, this.steps.length - 1);
    const phase = step => chosen[0].phase[step.look[0]] ?? "";
    pen.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    for (let first = 0, band = 0; first < this.steps.length; band++) {
      let end = first;
      while (end < this.steps.length && phase(this.steps[end]) === phase(this.steps[first])) end++;
      const [left, right] = [x(first), x(Math.min(end, this.steps.length - 1))];
      pen.fillStyle = band % 2 ? this.colors.line : this.colors.track;
      pen.fillRect(left, 0, right - left, 18);
      pen.fillStyle = this.colors.text;
      if (pen.measureText(phase(this.steps[first])).width < right - left - 8) pen.fillText(phase(this.steps[first]), left + 4, 13);
      first = end;
    }
    pen.fillStyle = this.colors.accent;
    this.steps.forEach((step, index) => { if (step.collected) pen.fillRect(x(index) - 0.5, 21, 1, 7); });
    pen.fillStyle = this.colors.text;
    pen.fillRect(x(this.at) - 0.75, 0, 1.5, height);
  },

  // What of an engine's memory was in use, over all steps.
  drawSpark(series, index, canvas) {
    const [width, height] = [canvas.parentElement.clientWidth, 34];
    const pen = this.paper(canvas, width, height);
    const top = Math.max(1, ...series.used);
    const x = step => 1 + (width - 2) * step / Math.max(1, this.steps.length - 1);
    const y = step => height - 2 - (height - 5) * series.used[step.look[index]] / top;
    pen.beginPath();
    this.steps.forEach((step, at) => pen[at ? "lineTo" : "moveTo"](x(at), y(step)));
    pen.strokeStyle = report.style(series.config).color;
    pen.lineWidth = 1.5;
    pen.stroke();
    pen.lineTo(x(this.steps.length - 1), height);
    pen.lineTo(x(0), height);
    pen.globalAlpha = 0.12;
    pen.fillStyle = report.style(series.config).color;
    pen.fill();
    pen.globalAlpha = 1;
    pen.fillStyle = this.colors.text;
    pen.beginPath();
    pen.arc(Math.min(width - 3.5, Math.max(3.5, x(this.at))), y(this.steps[this.at]), 3.5, 0, 2 * Math.PI);
    pen.fill();
  },

  drawLegend() {
    const list = this.figure.querySelector(".map-legend");
    const ramp = `<i class="map-ramp"></i>`;
    const bySize = report.control("heap-maps.colour") === "size";
    list.innerHTML = (bySize ? `<li>blocks of 16&nbsp;B ${ramp} 4&nbsp;KiB</li>` : `<li>empty ${ramp} full</li>`)
      + `<li><i class="map-sign part"></i>as full as it is high</li><li><i class="map-sign free"></i>free</li>`
      + `<li><i class="map-sign fresh"></i>never used</li><li><i class="map-sign reserve"></i>reserve for copying</li>`
      + `<li><i class="map-sign head"></i>head and tail of an object, colour by its size</li><li><i class="map-sign lost"></i>just emptied</li>`;
  },

  // The fullest and the last look of each engine: paper has no slider, and the first shows empty heaps.
  drawForPaper(chosen) {
    this.views.forEach((view, index) => {
      const series = chosen[index];
      const fullest = series.used.indexOf(Math.max(...series.used));
      view.facts.textContent = `Above, most is in use (${report.format.bytes(series.used[fullest])}, ${report.format.bytes(series.clock[fullest])} asked for); below, the program has ended`;
      view.facts.classList.remove("collecting");
      for (const space of view.spaces) {
        const width = space.element.clientWidth;
        const canvas = document.createElement("canvas");
        canvas.className = "map-paper";
        this.drawSpace(space, series.used.length - 1, canvas, width);
        this.drawSpace(space, fullest, space.canvas, width);
        space.canvas.after(canvas);
      }
    });
    addEventListener("afterprint", () => this.figure.querySelectorAll(".map-paper").forEach(canvas => canvas.remove()), { once: true });
  },

  point(view, event) {
    if (!view.geometry) return;
    const { columns, size, gap, group } = view.geometry;
    const bounds = view.canvas.getBoundingClientRect();
    let row = Math.floor((event.clientY - bounds.top) / size);
    if (gap) {
      const groupHeight = group / columns * size + gap;
      const number = Math.floor((event.clientY - bounds.top) / groupHeight);
      row = number * (group / columns) + Math.min(group / columns - 1, Math.floor((event.clientY - bounds.top - number * groupHeight) / size));
    }
    this.tell(view, row * columns + Math.min(columns - 1, Math.floor((event.clientX - bounds.left) / size)));
  },

  move(view, event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -view.geometry.columns, ArrowDown: view.geometry.columns }[event.key];
    if (!step) return;
    event.preventDefault();
    this.tell(view, view.cursor + step);
  },

  tell(view, index) {
    const look = this.steps[this.at].look[view.index];
    const cells = view.series.cells[look][view.number] ?? [];
    if (index < 0 || index >= cells.length) return;
    view.cursor = index;
    view.pointed = index;
    this.drawSpace(view);
    this.hint.textContent = `${report.data.configs[view.series.config].name}, ${view.space.name}, cell ${report.format.count(index + 1)} of `
      + `${report.format.count(cells.length)}: ${this.describe(view.series.palette[cells[index]])}`;
  },

  describe([state, block, used, bytes]) {
    const { bytes: write } = report.format;
    const kind = report.data.sections["heap-maps"].states[state];
    const sizes = block ? ` of blocks of ${write(block)}` : "";
    return {
      free: () => `free, ${write(bytes)}`,
      fresh: () => `never used, ${write(bytes)}`,
      reserve: () => `kept empty for the next copying collection, ${write(bytes)}`,
      head: () => `the head of an object of ${write(block)}`,
      tail: () => `a further block of an object of ${write(block)}`,
      used: () => `${write(used)} of ${write(bytes)} in use${sizes} (${Math.round(100 * used / bytes)} %)`,
    }[kind]();
  },
});
