// A shape as lines of text.

// A length is printed as the range it falls into: each range begins with one of these.
const GROUPS = [0, 1, 2, 10, 25, 50, 100];

/** "2 to 9", for a count or for the lowest and the highest of several. */
export const about = (low, high = low) => {
  const from = GROUPS.findLast((start) => start <= low);
  const next = GROUPS.find((start) => start > high);
  if (next === undefined) return `${from} or more`;
  return next - 1 === from ? `${from}` : `${from} to ${next - 1}`;
};

const either = (names) => [...names].sort().join("; ");

const each = (items) => {
  const text = kindsOf(items);
  return text && (items.kinds.size > 1 ? ` of (${text})` : ` of ${text}`);
};

const KINDS = [
  ["null", () => "null"],
  ["boolean", () => "boolean"],
  ["number", ({ fractions }) => (fractions ? "number (with a fraction)" : "number")],
  ["string", ({ texts }) => `string (${either(texts)})`],
  ["object", () => "object"],
  [
    "list",
    ({ items, lengths }) => (items ? `list (${about(...lengths)})${each(items)}` : "list (deeper)"),
  ],
];

/** The kinds alone, such as "null | string (digits)". */
export const kindsOf = (shape) => {
  const seen = KINDS.filter(([kind]) => shape.kinds.has(kind));
  return seen.map(([, describe]) => describe(shape)).join(" | ");
};

const labelOf = ({ name, optional, different }) => {
  if (different) return different > 1 ? `${name}, ${about(different)} of them` : name;
  return optional ? `${name}?` : name;
};

/** A line for each member of the objects in a shape, indented by their depth. */
export const linesOf = (shape, keys, isFree = false, indent = "") => {
  const lines = [];
  for (const member of keys.members(shape, isFree)) {
    lines.push(`${indent}${labelOf(member)}: ${kindsOf(member.shape)}`);
    lines.push(...linesOf(member.shape, keys, member.isFree, `${indent}  `));
  }
  if (!shape.items) return lines;
  // Where both an object and a list of objects were seen, the members show which they belong to.
  const inside = lines.length ? `${indent}[] ` : indent;
  return [...lines, ...linesOf(shape.items, keys, isFree, inside)];
};
