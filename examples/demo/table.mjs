// One aligned table: service, operation, runtime, result, milliseconds.

const heads = ["service", "operation", "runtime", "result", "ms"];
const LONGEST = 72;

export function tableOf(rows) {
  const lines = [
    heads,
    ...rows.map(({ service, operation, runtime, result, ms, ok }) => [
      service,
      operation,
      runtime,
      shortened(ok ? result : `FAILED: ${result}`),
      milliseconds(ms),
    ]),
  ];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column]))));
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  const [head, ...body] = lines.map((line) => aligned(line, widths));
  const blocks = body.flatMap((line, i) =>
    i > 0 && blockOf(rows[i]) !== blockOf(rows[i - 1]) ? [rule, line] : [line],
  );
  return [head, rule, ...blocks].join("\n");
}

// Some characters are twice as wide in a terminal.
const isWide = (letter) => /[\p{Script=Han}\p{Emoji_Presentation}]/u.test(letter);
const widthOf = (text) => [...text].reduce((sum, letter) => sum + (isWide(letter) ? 2 : 1), 0);

const blockOf = ({ service, runtime }) => `${runtime} ${service}`;

function aligned(line, widths) {
  return line
    .map((cell, column) => {
      const space = " ".repeat(widths[column] - widthOf(cell));
      return column === line.length - 1 ? space + cell : cell + space;
    })
    .join("  ");
}

// The clock of workerd counts whole milliseconds.
const milliseconds = (ms) => (ms === 0 ? "<1" : ms.toFixed(Number.isInteger(ms) ? 0 : 1));

const shortened = (text) => {
  const letters = [...text.replace(/\s+/g, " ")];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : letters.join("");
};

/** What the table has no room for. */
export function failuresOf(rows) {
  return rows
    .filter(({ ok }) => !ok)
    .map(
      ({ service, operation, runtime, result }) =>
        `${runtime}, ${service}, ${operation}: ${result}`,
    );
}

export function sumLine(rows) {
  const failures = rows.filter(({ ok }) => !ok).length;
  const runtimes = new Set(rows.map(({ runtime }) => runtime)).size;
  const total = rows.reduce((sum, { ms }) => sum + ms, 0);
  const outcome =
    failures === 0 ? `all ${rows.length} right` : `${failures} of ${rows.length} FAILED`;
  return `${outcome}, in ${runtimes} runtimes, ${(total / 1000).toFixed(1)} s together`;
}
