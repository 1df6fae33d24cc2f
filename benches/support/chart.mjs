// Three panels of bars, shorter is better: one look is enough.

const WIDTH = 760;
const NAMES = 280; // the width of the names
const BAR = 20;
const OURS = "#c2410c";
const THEIRS = "#94a3b8";

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

const panel = ({ title, rows, mark, print }, top) => {
  const most = Math.max(...rows.map(({ value }) => value));
  const length = (value) => Math.max(1, (value / most) * (WIDTH - NAMES - 90));
  const lines = rows.map(({ name, value }, at) => {
    const y = top + 34 + at * (BAR + 6);
    const colour = name.startsWith("threadline") ? OURS : THEIRS;
    return `  <text x="${NAMES - 8}" y="${y + 15}" text-anchor="end">${escaped(name)}</text>
  <rect x="${NAMES}" y="${y}" width="${length(value).toFixed(1)}" height="${BAR}" rx="2" fill="${colour}"/>
  <text x="${(NAMES + length(value) + 6).toFixed(1)}" y="${y + 15}">${print(value)}</text>`;
  });
  const bottom = top + 34 + rows.length * (BAR + 6);
  if (mark !== undefined) {
    const x = (NAMES + length(mark)).toFixed(1);
    lines.push(
      `  <line x1="${x}" y1="${top + 30}" x2="${x}" y2="${bottom}" stroke="#334155" stroke-dasharray="4 3"/>`,
    );
  }
  const heading = `  <text x="16" y="${top + 18}" font-weight="bold">${escaped(title)}</text>`;
  return { text: [heading, ...lines].join("\n"), bottom: bottom + 18 };
};

export const chart = ({ weight, decode, cold }) => {
  const of = (rows, value) => rows.map((row) => ({ name: row.name, value: value(row) }));
  const page = decode.find(({ size }) => size === 50);
  const panels = [
    {
      title: "Weight in a browser: JavaScript + WebAssembly, gzip -9, KB",
      rows: of(weight, ({ gzip }) => gzip / 1000),
      print: (value) => value.toFixed(1),
    },
    {
      title: "A page of 50 from bytes to objects; JSON.parse, unchecked, is 1",
      rows: of(page.rows, ({ us }) => us.ratio.median),
      mark: 1,
      print: (value) => `${value.toFixed(2)}×`,
    },
    {
      title: "Cold start in Node: from import to first request (others: to a client), ms",
      rows: of(cold.node, ({ ms }) => ms.median),
      print: (value) => value.toFixed(1),
    },
  ];
  let top = 14;
  const texts = panels.map((one) => {
    const { text, bottom } = panel(one, top);
    top = bottom;
    return text;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${top}" viewBox="0 0 ${WIDTH} ${top}" font-family="system-ui, sans-serif" font-size="13" fill="#0f172a">
  <title>threadline's weight, decoding and cold start beside what one would pick instead</title>
  <rect width="${WIDTH}" height="${top}" fill="#ffffff"/>
${texts.join("\n")}
</svg>
`;
};
