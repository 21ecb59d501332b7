// Numbers with their units, written as the tables of the page write them.
report.format = (() => {
  const NONE = "n/a";
  const times = [[1e9, "s"], [1e6, "ms"], [1e3, "µs"], [1, "ns"]];
  const sizes = [[2 ** 40, "TiB"], [2 ** 30, "GiB"], [2 ** 20, "MiB"], [2 ** 10, "KiB"], [1, "B"]];
  const group = text => text.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
  const missing = value => value === null || value === undefined || !Number.isFinite(value);
  const significant = value => {
    const size = Math.abs(value);
    if (size >= 99.95) return group(value.toFixed(0));
    if (size >= 9.995) return value.toFixed(1);
    if (size >= 0.9995) return value.toFixed(2);
    return size === 0 ? "0" : String(Number(value.toPrecision(3)));
  };
  const scale = (value, units) => units.find(([factor]) => Math.abs(value) >= factor * 0.9995) ?? units.at(-1);
  const scaled = (value, units) => {
    if (missing(value)) return NONE;
    const [factor, unit] = scale(value, units);
    return `${significant(value / factor)}\u00a0${unit}`;
  };
  const digits = value => {
    const size = Math.abs(value);
    if (size >= 99.95) return group(value.toFixed(0));
    if (size >= 9.995) return value.toFixed(1);
    if (size >= 0.0995) return value.toFixed(2);
    return size >= 0.00095 ? value.toFixed(3) : "<0.001";
  };
  return {
    none: NONE,
    time: value => scaled(value, times),
    bytes: value => scaled(value, sizes),
    number: value => missing(value) ? NONE : significant(value),
    count: value => missing(value) ? NONE : group(String(Math.round(value))),
    ratio: value => missing(value) ? NONE : digits(value) + "×",
    // Ends that two decimals would make equal get more of them.
    interval: (low, high) => {
      if (missing(low)) return "";
      const ends = [digits, value => value.toFixed(3), value => value.toFixed(4)].map(write => [write(low), write(high)]);
      return (ends.find(([from, to]) => from !== to) ?? ends.at(-1)).join("–");
    },
    // A power of ten of nanoseconds, for the ticks of a log axis.
    decade: power => scaled(10 ** power, times).replace(/\.0+(?=\u00a0)/, ""),
    html: text => String(text).replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`),
  };
})();
