interface Change {
  readonly query?: string;
  readonly sort?: string | null;
}

/** Shows another search or order. `replace`: going back does not lead to what was shown before. */
export type Show = (change: Change, options?: { readonly replace?: boolean }) => void;
