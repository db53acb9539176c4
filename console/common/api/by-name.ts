const NAMES = new Intl.Collator(undefined, { numeric: true });

/** The order of names in lists: `Group 2` before `Group 10`. */
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  NAMES.compare(a.name, b.name);
