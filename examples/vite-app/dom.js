/** An element with properties and children; text is always text, never markup. */
export const el = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter(Boolean));
  return element;
};

/** Shown in place of content: a word, or what went wrong and how to retry. */
export const instead = (words, retry) =>
  el(
    "div",
    { className: "instead", role: retry ? "alert" : null },
    el("p", {}, words),
    retry && el("button", { type: "button", onclick: retry }, "Try again"),
  );

const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const minute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** When something happened; nothing where the service does not say. */
export const timeOf = (date, short) => {
  const time = new Date(date ?? Number.NaN);
  if (Number.isNaN(time.getTime())) return undefined;
  return el("time", { dateTime: time.toISOString() }, (short ? day : minute).format(time));
};
