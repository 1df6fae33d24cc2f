// How many steps some work takes, as far as they can be counted: what it reads of lists, sets and maps, the timers that
// it sets and the times that it looks at the clock. Other than a time, the same on each machine.

const ITERATORS = [[], new Set(), new Map()].map((some) =>
  Object.getPrototypeOf(some[Symbol.iterator]()),
);

// What goes over a whole list, or moves all of it.
const METHODS = [
  "concat",
  "copyWithin",
  "every",
  "filter",
  "find",
  "findIndex",
  "findLast",
  "findLastIndex",
  "flat",
  "flatMap",
  "forEach",
  "includes",
  "indexOf",
  "join",
  "lastIndexOf",
  "map",
  "reduce",
  "reduceRight",
  "reverse",
  "shift",
  "slice",
  "some",
  "splice",
  "unshift",
];

/** Replaces a method by one that counts first; what it returns puts the old one back. */
const counting = (owner, name, count) => {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const { value: method } = descriptor;
  const value = function (...given) {
    count(this);
    return Reflect.apply(method, this, given);
  };
  Object.defineProperty(owner, name, { ...descriptor, value });
  return () => Object.defineProperty(owner, name, descriptor);
};

/** Runs `work` and counts. */
export const stepsOf = async (work) => {
  let steps = 0;
  const one = () => {
    steps++;
  };
  const all = ({ length }) => {
    steps += length;
  };
  const restore = [
    ...ITERATORS.map((iterator) => counting(iterator, "next", one)),
    ...METHODS.map((name) => counting(Array.prototype, name, all)),
    counting(Set.prototype, "forEach", ({ size }) => all({ length: size })),
    counting(Map.prototype, "forEach", ({ size }) => all({ length: size })),
    counting(globalThis, "setTimeout", one),
    counting(Object.getPrototypeOf(performance), "now", one),
  ];
  try {
    await work();
  } finally {
    for (const back of restore) back();
  }
  return steps;
};
