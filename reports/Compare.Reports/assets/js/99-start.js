(async () => {
  await report.readData();
  report.selection.start();
  report.matrix.start();
  report.theme.start();
  report.tables.start();
  report.csv.start();
  report.late.start();
  report.filters.start();
  report.navigation.start();
  if (!report.selection.isComplete()) report.matrix.draw();
  // From here on the page answers; charts follow.
  performance.mark("interactive");
  await report.loadChartLibrary();
  report.startCharts();
  report.print.start();
  await report.drawCharts();
  document.documentElement.dataset.ready = "";
})();
