/**
 * Until somebody first presses a key or a button. What no first screen needs is loaded then: whoever only looks never
 * loads it, and whoever acts has it before it is needed, also when the connection is lost in between.
 */
export const firstUse = new Promise<void>((resolve) => {
  for (const kind of ['pointerdown', 'keydown', 'click'])
    addEventListener(kind, () => resolve(), { once: true, capture: true });
});
