// A result once more: nothing but plain objects, lists, texts, numbers and flags.

export const copy = (value) => {
  if (typeof value !== "object" || !value) return value;
  if (Array.isArray(value)) return value.map(copy);
  const made = {};
  for (const key of Object.keys(value)) made[key] = copy(value[key]);
  return made;
};
