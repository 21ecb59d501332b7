// Light or dark: the reader's system decides until the reader does.
report.theme = {
  media: matchMedia("(prefers-color-scheme: dark)"),

  isDark() {
    const root = document.documentElement;
    if ("printing" in root.dataset) return false;
    return root.dataset.theme ? root.dataset.theme === "dark" : this.media.matches;
  },

  // What a CSS variable comes to in the theme of the moment.
  color(name, hueClass) {
    const probe = document.createElement("i");
    if (hueClass) probe.className = hueClass;
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  },

  label() {
    const button = document.getElementById("theme-button");
    button.textContent = this.isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", this.isDark() ? "Use the light theme" : "Use the dark theme");
    button.setAttribute("aria-pressed", String(document.documentElement.dataset.theme !== undefined));
  },

  start() {
    this.label();
    document.getElementById("theme-button").addEventListener("click", () => {
      document.documentElement.dataset.theme = this.isDark() ? "light" : "dark";
      this.label();
      report.drawCharts();
    });
    this.media.addEventListener("change", () => {
      this.label();
      report.drawCharts();
    });
  },
};
