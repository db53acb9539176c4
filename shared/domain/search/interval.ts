/** Instants in µs since 1970, both ends included; either may be infinite. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export const ALWAYS: Interval = { from: -Infinity, to: Infinity };
/** The one empty interval, which `hull` ignores. */
export const NEVER: Interval = { from: Infinity, to: -Infinity };

export const intersect = (a: Interval, b: Interval): Interval => {
  const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return both.from > both.to ? NEVER : both;
};

/** The smallest interval that holds both. */
export const hull = (a: Interval, b: Interval): Interval => ({
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
});

export const isNever = ({ from, to }: Interval): boolean => from > to;
