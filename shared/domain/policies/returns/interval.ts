/** An interval of a share, from 0 to 1. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution, for intervals of 95 %. */
const Z = 1.959964;

/** Wilson's score interval (95 %) of so many among so many cases; null without a case (Wilson 1927). */
export function wilson(found: number, cases: number): ShareInterval | null {
  if (cases <= 0) return null;
  const share = found / cases;
  const square = (Z * Z) / cases;
  const middle = share + square / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / cases + square / (4 * cases));
  const [low, high] = [(middle - half) / (1 + square), (middle + half) / (1 + square)];
  return { low: found === 0 ? 0 : Math.max(0, low), high: found === cases ? 1 : Math.min(1, high) };
}

/**
 * The interval (95 %) of a share of Kaplan and Meier, on the scale of log(-log) so that it stays between 0 and 1.
 * `variance` is Greenwood's sum of returned / (n (n - returned)). Null where the estimate is 0 or 1: it has no width.
 */
export function greenwood(share: number, variance: number): ShareInterval | null {
  const remains = 1 - share;
  if (remains <= 0 || remains >= 1 || !Number.isFinite(variance)) return null;
  const width = (Z * Math.sqrt(variance)) / Math.abs(Math.log(remains));
  return { low: 1 - remains ** Math.exp(-width), high: 1 - remains ** Math.exp(width) };
}
