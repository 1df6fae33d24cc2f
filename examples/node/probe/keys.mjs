// Which keys can be printed. A key can be data: a phone number, an id, an address, somebody's name.

import { formOf } from "./forms.mjs";
import { Shape } from "./shape.mjs";
import { isWord, wordsOf } from "./words.mjs";

// At most one digit: with more it can be an id or somebody's number.
const isIdentifier = (key) => /^[A-Za-z_][\w-]{0,39}$/.test(key) && !/\d.*\d/.test(key);

/** Whether a key consists only of words common in APIs. */
const isKnown = (key) => isIdentifier(key) && wordsOf(key).every(isWord) && /[A-Za-z]/.test(key);

const isId = (key) => isKnown(key) && /^u?u?id$/.test(wordsOf(key).at(-1));

// Members whose keys an account chooses for itself.
const FREE =
  /^(custom|custom_?fields?|extra|meta|metadata|attributes?|propert(y|ies)|variables?|param(eter)?s?|tags?|labels?|target_?errors)$/i;

const MOST_UNKNOWN = 40;

const look = (key) => {
  if (/\d/.test(key) && /^[\d\s()+./:-]+$/.test(key)) return "digits";
  return formOf(key) === "e-mail address" ? "e-mail address" : "text";
};

export class Keys {
  /** The printed keys that contain unknown words: a person should check them. */
  unknown = new Set();
  #values;

  constructor(values) {
    this.#values = values;
  }

  /** Whether an unknown key can be printed, provided that its object looks like a record. */
  #isHarmless(key) {
    if (!isIdentifier(key) || /^[A-Z]/.test(key) || this.#values.has(key)) return false;
    return !wordsOf(key).some((word) => !isWord(word) && this.#values.has(word));
  }

  /**
   * The members of an object, sorted: `{ name, shape, optional, different, isFree }`. Those whose keys
   * can't be printed come last, one for each look that keys have; `different` says how many keys it
   * stands for. Where `isFree`, the account has chosen the keys.
   */
  members(shape, isFree) {
    const keys = [...shape.members.keys()];
    // An object with an id, or mostly with words of APIs, is taken for a record. Any other can be a map,
    // whose keys are data, and so can one with very many unknown keys.
    const known = keys.filter(isKnown).length;
    const isMap = isFree || keys.length - known > MOST_UNKNOWN;
    const isRecord = !isMap && (keys.some(isId) || known * 2 > keys.length);
    const shown = [];
    const hidden = new Map();
    for (const [key, { times, shape: inner }] of shape.members) {
      if (isKnown(key) || (isRecord && this.#isHarmless(key))) {
        if (!isKnown(key)) this.unknown.add(key);
        const optional = times < shape.objects;
        shown.push({ name: key, shape: inner, optional, isFree: isFree || FREE.test(key) });
        continue;
      }
      const name = `<key: ${look(key)}>`;
      const group = hidden.get(name) ?? { name, shape: new Shape(), different: 0, isFree: true };
      group.shape.merge(inner);
      group.different++;
      hidden.set(name, group);
    }
    const byName = (a, b) => (a.name < b.name ? -1 : 1);
    return [...shown.sort(byName), ...[...hidden.values()].sort(byName)];
  }

  /** A path into a response or an input, without the keys that could be data. */
  path(path) {
    const plain = path.replace(/\[\d+]/g, "[*]");
    if (!/^\$?(\.?[A-Za-z_][\w-]*|\[\*])*$/.test(plain)) return "(a path that is not shown)";
    return plain.replace(/[A-Za-z_][\w-]*/g, (key) => (isKnown(key) ? key : "<key>"));
  }

  /** Whether the name of a header can be printed. */
  isHeader(name) {
    return isKnown(name) || this.#isHarmless(name);
  }
}
