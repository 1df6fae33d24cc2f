// What the package may weigh: for each thing that a user waits for, the bytes raw and compressed.

/** So much more is let pass: compilers and compressors differ a little from machine to machine. */
const LEEWAY = 0.005;

/** What weighs more than it may, each in words. */
export const excesses = (budget, weights) =>
  Object.entries(weights).flatMap(([name, kinds]) => {
    if (!(name in budget)) return [`${name}: has no budget`];
    return Object.entries(kinds)
      .filter(([kind, bytes]) => !(bytes <= budget[name][kind] * (1 + LEEWAY)))
      .map(
        ([kind, bytes]) => `${name}: ${bytes} bytes ${kind}, the budget is ${budget[name][kind]}`,
      );
  });

/** The budget that follows from what there is: never larger than it was. */
export const lowered = (budget, weights) =>
  Object.fromEntries(
    Object.entries(weights).map(([name, kinds]) => [
      name,
      Object.fromEntries(
        Object.entries(kinds).map(([kind, bytes]) => [
          kind,
          Math.min(bytes, budget[name]?.[kind] ?? Number.POSITIVE_INFINITY),
        ]),
      ),
    ]),
  );
