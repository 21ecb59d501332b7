// A chart as a picture that stands alone: with its title, what was chosen, and the key of its lines.
report.pictures = {
  margin: 20,
  line: 22,
  perPixel: 2,

  start() {
    for (const figure of document.querySelectorAll("figure[data-chart]")) {
      if (!report.charts.get(figure.dataset.chart)?.option) continue; // Drawn by itself, not by the library.
      const group = document.createElement("span");
      group.className = "push save";
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", "Save this chart");
      group.append(
        figure.querySelector("[data-csv-chart]"),
        this.button(figure, "svg", "SVG", "Save this chart as SVG", () => this.saveSvg(figure)),
        this.button(figure, "png", "PNG", "Save this chart as PNG", () => this.savePng(figure)),
        this.button(figure, "copy", "Copy", "Copy this chart as a picture", button => this.copy(figure, button)));
      figure.querySelector("figcaption").append(group);
    }
  },

  button(figure, kind, text, label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.picture = kind;
    button.textContent = text;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => act(button));
    return button;
  },

  title(figure) {
    const chosen = [...figure.querySelectorAll("figcaption select")].map(select => select.selectedOptions[0]?.textContent.trim());
    return [figure.querySelector("figcaption h3").textContent, ...chosen].filter(Boolean).join(" · ");
  },

  escape: text => report.format.html(text),

  // Chosen here, because a picture has no style sheet: the colours of the theme that is shown.
  key(index, x, y) {
    const config = report.data.configs[index];
    const color = report.theme.color("--hue", "hue-" + config.hue);
    const shapes = [...document.querySelectorAll(`#key-${index} path`)].map(path => path.cloneNode(true));
    for (const shape of shapes) {
      for (const name of ["stroke", "fill"]) {
        const value = shape.getAttribute(name);
        if (value === "currentColor") shape.setAttribute(name, color);
        if (value === "var(--card)") shape.setAttribute(name, report.theme.color("--card"));
      }
    }
    const drawn = shapes.map(shape => new XMLSerializer().serializeToString(shape)).join("");
    return `<g transform="translate(${x} ${y - 9})">${drawn}</g>`
      + `<text x="${x + 36}" y="${y}" font-size="13">${this.escape(config.name)}</text>`;
  },

  keys(configs, width, top) {
    let x = this.margin;
    let y = top;
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.font = `13px ${report.fontFamily()}`;
    const drawn = configs.map(index => {
      const wide = canvas.measureText(report.data.configs[index].name).width + 60;
      if (x > this.margin && x + wide > width) {
        x = this.margin;
        y += this.line;
      }
      const key = this.key(index, x, y);
      x += wide;
      return key;
    });
    return { drawn: drawn.join(""), bottom: configs.length ? y + this.line / 2 : top - this.line };
  },

  // Drawn anew by the library's SVG painter, whatever painter shows it on the page.
  async svg(figure) {
    const chart = report.charts.get(figure.dataset.chart);
    await report.loadChartData(figure.dataset.chart);
    const plot = figure.querySelector(".plot");
    const [width, height] = [plot.clientWidth, plot.clientHeight];
    const keys = this.keys(chart.configs(), width, this.margin + 2 * this.line);
    const painter = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
    const option = chart.option(width);
    painter.setOption({ ...option, dataZoom: undefined });
    const inner = painter.renderToSVGString();
    painter.dispose();
    const whole = [width + 2 * this.margin, Math.round(keys.bottom + height + 2 * this.margin)];
    const color = name => report.theme.color(name);
    const family = this.escape(report.fontFamily());
    const from = `${report.data.title} · ${document.querySelector("header.page .quiet").textContent}`;
    return {
      width: whole[0],
      height: whole[1],
      text: `<svg xmlns="${document.querySelector("svg").namespaceURI}" width="${whole[0]}" height="${whole[1]}"`
        + ` viewBox="0 0 ${whole[0]} ${whole[1]}" font-family="${family}" fill="${color("--text")}">`
        + `<rect width="100%" height="100%" fill="${color("--card")}"/>`
        + `<text x="${this.margin}" y="${this.margin + 8}" font-size="16" font-weight="600">${this.escape(this.title(figure))}</text>`
        + keys.drawn
        + `<g transform="translate(${this.margin} ${Math.round(keys.bottom)})">${inner}</g>`
        + `<text x="${this.margin}" y="${whole[1] - 8}" font-size="10" fill="${color("--quiet")}">${this.escape(from)}</text></svg>`,
    };
  },

  async png(figure) {
    const { text, width, height } = await this.svg(figure);
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * this.perPixel;
    canvas.height = height * this.perPixel;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise(done => { canvas.toBlob(done, "image/png"); });
  },

  async saveSvg(figure) {
    const { text } = await this.svg(figure);
    report.save(`chart-${figure.dataset.chart}.svg`, new Blob([text], { type: "image/svg+xml" }));
  },

  async savePng(figure) {
    report.save(`chart-${figure.dataset.chart}.png`, await this.png(figure));
  },

  async copy(figure, button) {
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": this.png(figure) })]);
      report.say(button, "Copied");
    } catch {
      report.say(button, "Use PNG"); // The browser refuses pictures, or the page is not trusted with the clipboard.
    }
  },
};
