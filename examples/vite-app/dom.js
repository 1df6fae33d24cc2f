/** An element with properties and children; text is always text, never markup. */
export const el = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter(Boolean));
  return element;
};

/** What stands in the place of content: a word, or what went wrong and a way on. */
export const instead = (words, retry) =>
  el(
    "div",
    { className: "instead", role: retry ? "alert" : null },
    el("p", {}, words),
    retry && el("button", { type: "button", onclick: retry }, "Try again"),
  );

const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const minute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** When something was; nothing where the service does not say. */
export const timeOf = (date, short) => {
  const moment = new Date(date ?? Number.NaN);
  if (Number.isNaN(moment.getTime())) return undefined;
  return el("time", { dateTime: moment.toISOString() }, (short ? day : minute).format(moment));
};
