"use strict";
// The one name that the scripts of a report share. Nothing here asks the network for anything.
const report = { data: null, charts: new Map(), listeners: [] };

report.changed = () => report.listeners.forEach(listener => listener());

// Text that stands in the page as gzip + base64.
report.unpack = async text => {
  const letters = atob(text.trim());
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return await new Response(stream).text();
};

report.readData = async () => {
  const element = document.getElementById("report-data");
  const text = element.dataset.packed ? await report.unpack(element.textContent) : element.textContent;
  report.data = JSON.parse(text);
};

// Data of a section that stand apart because they are large: unpacked when something of theirs is wanted.
report.lateSection = id => id in report.data.sections ? null : document.querySelector(`script[data-section="${id}"]`);

report.loadSection = async id => {
  const element = report.lateSection(id);
  if (!element) return;
  const data = JSON.parse(await report.unpack(element.textContent));
  report.data.sections[id] ??= data;
};

// A page of so much that drawing all of it at once would keep the reader waiting.
report.isLarge = () => document.documentElement.classList.contains("large");

report.loadChartLibrary = async () => {
  const script = document.createElement("script");
  script.textContent = await report.unpack(document.getElementById("chart-library").textContent);
  document.head.append(script);
};
