// The shape of JSON: which kinds of values were seen at each place, over all items of a list.

import { formOf } from "./forms.mjs";

// What lies deeper is left out.
const DEEPEST = 24;

const kindOf = (value) => {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
};

export class Shape {
  /** The kinds of the values: "null", "boolean", "number", "string", "list", "object". */
  kinds = new Set();
  /** The forms of the texts. */
  texts = new Set();
  /** Whether there were numbers with a fraction. */
  fractions = false;
  /** The length of the shortest list, and of the longest. */
  lengths = [Number.POSITIVE_INFINITY, 0];
  /** The items of all lists. */
  items;
  /** How many objects there were. */
  objects = 0;
  /** The members of the objects by key: how many objects had it, and its shape. */
  members = new Map();

  /** Takes in one more value. */
  add(value, depth = 0) {
    const kind = kindOf(value);
    this.kinds.add(kind);
    if (kind === "string") this.texts.add(formOf(value));
    if (kind === "number" && !Number.isInteger(value)) this.fractions = true;
    if (depth === DEEPEST) return this;
    if (kind === "list") this.#addList(value, depth + 1);
    if (kind === "object") this.#addObject(value, depth + 1);
    return this;
  }

  #addList(list, depth) {
    this.#measure(list.length, list.length);
    this.items ??= new Shape();
    for (const item of list) this.items.add(item, depth);
  }

  #addObject(object, depth) {
    this.objects++;
    for (const [key, value] of Object.entries(object)) {
      const member = this.#member(key);
      member.times++;
      member.shape.add(value, depth);
    }
  }

  #member(key) {
    const found = this.members.get(key);
    if (found) return found;
    const member = { times: 0, shape: new Shape() };
    this.members.set(key, member);
    return member;
  }

  #measure(shortest, longest) {
    const [low, high] = this.lengths;
    this.lengths = [Math.min(low, shortest), Math.max(high, longest)];
  }

  /** Takes in what another shape has seen. */
  merge(other) {
    for (const kind of other.kinds) this.kinds.add(kind);
    for (const form of other.texts) this.texts.add(form);
    this.fractions ||= other.fractions;
    this.objects += other.objects;
    this.#measure(...other.lengths);
    if (other.items) {
      this.items ??= new Shape();
      this.items.merge(other.items);
    }
    for (const [key, { times, shape }] of other.members) {
      const member = this.#member(key);
      member.times += times;
      member.shape.merge(shape);
    }
    return this;
  }
}
