"use strict";
// The one name that the scripts of a report share. Nothing here asks the network for anything.
const report = { data: null, charts: new Map(), listeners: [] };

report.changed = () => report.listeners.forEach(listener => listener());

// Text that stands in the page as gzip + base64.
report.unpack = async text => {
  const bytes = Uint8Array.from(atob(text.trim()), letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return await new Response(stream).text();
};

report.readData = async () => {
  const element = document.getElementById("report-data");
  const text = element.dataset.packed ? await report.unpack(element.textContent) : element.textContent;
  report.data = JSON.parse(text);
};

report.loadChartLibrary = async () => {
  const script = document.createElement("script");
  script.textContent = await report.unpack(document.getElementById("chart-library").textContent);
  document.head.append(script);
};
