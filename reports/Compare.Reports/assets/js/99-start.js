(async () => {
  await report.readData();
  report.selection.start();
  report.matrix.start();
  report.theme.start();
  report.tables.start();
  report.csv.start();
  report.filters.start();
  report.navigation.start();
  if (!report.selection.isComplete()) report.matrix.draw();
  await report.loadChartLibrary();
  report.startCharts();
  report.print.start();
  report.drawCharts();
  document.documentElement.dataset.ready = "";
})();
