// How a conversation's fields read on the page, whatever the service. Every field may be null.

/** A service's digits as people write them; anything else, as an e-mail address, unchanged. */
export function phone(target) {
  const digits = /^\+?(\d{7,15})$/.exec(target)?.[1];
  if (!digits) return target;
  const american = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits);
  return american ? `+1 (${american[1]}) ${american[2]}-${american[3]}` : `+${digits}`;
}

/** A long id by its beginning and its end. */
export const shortened = (id) => (id.length > 16 ? `${id.slice(0, 7)}…${id.slice(-6)}` : id);

/** The first letters of two words, or null where a name has no letters. */
export function initials(name) {
  const words = (name ?? "").match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  const first = letters.map((word) => (word ? [...word][0].toUpperCase() : "")).join("");
  return first || null;
}

/** The same colour for the same person, every time. */
export const hueOf = (text) => [...`${text}`].reduce((sum, c) => sum + c.codePointAt(0), 0) % 6;

const steps = [
  [60, 1, "s"],
  [3600, 60, "m"],
  [86_400, 3600, "h"],
  [7 * 86_400, 86_400, "d"],
];

/** "now", "5m", "3h", "2d", "12 Mar", "12 Mar 2024". */
export function shortTime(timestamp, now = Date.now()) {
  const date = new Date(timestamp);
  if (timestamp === null || Number.isNaN(date.getTime())) return "";
  const seconds = (now - date.getTime()) / 1000;
  if (seconds >= 0 && seconds < 60) return "now";
  const step = steps.find(([limit]) => seconds >= 0 && seconds < limit);
  if (step) return `${Math.floor(seconds / step[1])}${step[2]}`;
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const year = sameYear ? {} : { year: "numeric" };
  return date.toLocaleDateString("en", { day: "numeric", month: "short", ...year });
}

export const longTime = (timestamp) =>
  inFull(timestamp, { dateStyle: "medium", timeStyle: "short" });

function inFull(timestamp, style) {
  const date = new Date(timestamp);
  if (timestamp === null || Number.isNaN(date.getTime())) return null;
  return date.toLocaleString("en", style);
}

/** "Monday, 2 March 2026" */
export const dayOf = (timestamp) => inFull(timestamp, { dateStyle: "full" });

/** "3:41 PM" */
export const clockTime = (timestamp) => inFull(timestamp, { timeStyle: "short" });
