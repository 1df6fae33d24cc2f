// A deep copy of a result, which contains only plain objects, lists, strings, numbers and booleans.

export const copy = <T>(value: T): T => {
  if (typeof value !== "object" || !value) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  const made: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) made[key] = copy(member);
  return made as T;
};
