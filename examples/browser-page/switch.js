// The switch between the services, at the top. The choice is remembered.

import { el } from "./dom.js";

const KEY = "threadline-inbox-service";

export function createSwitch(place, services, onChoose) {
  const inputs = new Map();
  for (const { key, name } of services) {
    const input = el("input", {
      type: "radio",
      name: "service",
      value: key,
      onchange: () => onChoose(key),
    });
    inputs.set(key, input);
    place.append(el("label", {}, input, name));
  }
  place.hidden = services.length < 2;

  return {
    remembered: () => localStorage.getItem(KEY),
    show(key) {
      inputs.get(key).checked = true;
      localStorage.setItem(KEY, key);
    },
  };
}
