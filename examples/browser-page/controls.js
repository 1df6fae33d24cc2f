// The buttons of the conversation that is shown, by name.

export function createControls() {
  let controls = {};

  return {
    /** `draw` puts new buttons in the place of the old and gives them by name. */
    redraw(draw) {
      const focused = Object.keys(controls).find(
        (name) => controls[name] === document.activeElement,
      );
      controls = draw();
      // The button just pressed is redrawn: keyboard users stay on it.
      if (focused) controls[focused]?.focus();
    },
    clear() {
      controls = {};
    },
    press: (name) => controls[name]?.click(),
    setBusy(busy) {
      for (const control of Object.values(controls)) control.setAttribute("aria-busy", `${busy}`);
    },
  };
}
