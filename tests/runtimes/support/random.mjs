// A small seeded generator, so that a failing case can be run again.

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** What tests need: whole numbers, one of a list, and how likely something is. */
export const chooser = (random) => {
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const chance = (probability) => random() < probability;
  return { below, pick, chance };
};
