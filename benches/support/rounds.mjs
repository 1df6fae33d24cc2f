// Rounds in which every way has its turn, so that a slow phase of the machine affects all of them.

export const quick = process.argv.includes("--quick");

const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, part) => values[Math.round((values.length - 1) * part)];

/** The middle of some figures, and where the middle half of them lies. */
export const summary = (values) => {
  const all = sorted(values);
  return { median: at(all, 0.5), low: at(all, 0.25), high: at(all, 0.75) };
};

/**
 * Measures every way in turn; `measure(way, name)` gives an object of figures. Of each figure: what it
 * was, and its ratio to the first way's in the same round.
 */
export const inTurn = async (ways, rounds, measure) => {
  const names = Object.keys(ways);
  const measured = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // The order varies, so that no way always runs after the same one.
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      measured.get(name).push(await measure(ways[name], name));
    }
  }
  return compared(measured);
};

/** The figures of every way, round by round, by its name: as `inTurn` gives them. */
export const compared = (measured) => {
  const [base] = measured.values();
  return [...measured].map(([name, own]) => {
    const figures = {};
    for (const key of Object.keys(own[0])) {
      figures[key] = {
        ...summary(own.map((one) => one[key])),
        ratio: summary(own.map((one, round) => one[key] / base[round][key])),
        more: summary(own.map((one, round) => one[key] - base[round][key])),
      };
    }
    return { name, ...figures };
  });
};

/** The results of one part, for run.mjs. */
export const report = (result) => process.stdout.write(JSON.stringify(result));
