(async () => {
  await report.readData();
  report.selection.start();
  report.link.start();
  report.matrix.start();
  report.theme.start();
  report.tables.start();
  report.link.sort();
  report.csv.start();
  report.pictures.start();
  report.zoom.start();
  report.late.start();
  report.filters.start();
  report.navigation.start();
  if (!report.selection.isComplete() || !report.matrix.isAsWritten()) report.matrix.draw();
  // From here on the page answers; charts follow.
  performance.mark("interactive");
  await report.loadChartLibrary();
  report.startCharts();
  report.print.start();
  await report.drawCharts();
  report.link.watch();
  document.documentElement.dataset.ready = "";
})();
