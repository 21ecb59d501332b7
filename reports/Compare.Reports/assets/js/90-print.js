// Paper is light and has its own width: charts are drawn again for it, and again for the screen afterwards.
report.print = {
  width: 680,

  start() {
    let opened = [];
    addEventListener("beforeprint", () => {
      document.documentElement.dataset.printing = "";
      opened = [...document.querySelectorAll("details:not([open])")];
      opened.filter(item => item.querySelector("table")).forEach(item => { item.open = true; });
      document.querySelectorAll(".plot").forEach(plot => { plot.style.width = this.width + "px"; });
      // A list is not printed; what it was set to is.
      for (const select of document.querySelectorAll("figcaption select")) {
        select.parentElement.dataset.chosen = select.selectedOptions[0]?.textContent ?? "";
      }
      report.drawCharts(true);
    });
    addEventListener("afterprint", () => {
      delete document.documentElement.dataset.printing;
      opened.forEach(item => { item.open = false; });
      document.querySelectorAll(".plot").forEach(plot => { plot.style.width = ""; });
      report.drawCharts();
    });
  },
};
