import { atRisk, type Counters, numberAt, OLDEST } from './counters.ts';

/** The share of people quiet for some days who come back within some more, by Kaplan and Meier. */
interface ReturnEstimate {
  /** Null when nobody was watched for so long: that is unknown, and not 0. */
  readonly share: number | null;
  readonly interval: ShareInterval | null;
  /** What is known where `share` is null: the share that came back by `knownTo`; null when nothing is known. */
  readonly atLeast: number | null;
  /** The last day of age up to which somebody was watched without a gap. */
  readonly knownTo: number;
  /** The fewest people watched at the age of any return it rests on, or at the end; 0 when nothing is known. */
  readonly restsOn: number;
}

/** Answers for any number of days from counters that are read once. */
export function returnCurve(counters: Counters): (quiet: number, within: number) => ReturnEstimate {
  const n = atRisk(counters);
  return (quiet, within) => estimate(counters.returned, n, quiet, quiet + within);
}

function estimate(returned: Float64Array, n: Float64Array, quiet: number, until: number): ReturnEstimate {
  let [remains, variance, restsOn] = [1, 0, Number.POSITIVE_INFINITY];
  let age = quiet + 1;
  for (; age <= Math.min(until, OLDEST) && numberAt(n, age) > 0; age++) {
    const [back, watched] = [numberAt(returned, age), numberAt(n, age)];
    if (back === 0 && age < until) continue;
    remains *= 1 - back / watched;
    variance += back / (watched * (watched - back));
    restsOn = Math.min(restsOn, watched);
  }
  const knownTo = age - 1;
  const share = 1 - remains;
  if (knownTo === quiet) return { share: null, interval: null, atLeast: null, knownTo, restsOn: 0 };
  const rests = Number.isFinite(restsOn) ? restsOn : numberAt(n, knownTo);
  if (knownTo < until) return { share: null, interval: null, atLeast: share, knownTo, restsOn: rests };
  return { share, interval: greenwood(share, variance), atLeast: null, knownTo, restsOn: rests };
}

/** An interval of a share, from 0 to 1. */
interface ShareInterval {
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
function greenwood(share: number, variance: number): ShareInterval | null {
  const remains = 1 - share;
  if (remains <= 0 || remains >= 1 || !Number.isFinite(variance)) return null;
  const width = (Z * Math.sqrt(variance)) / Math.abs(Math.log(remains));
  return { low: 1 - remains ** Math.exp(-width), high: 1 - remains ** Math.exp(width) };
}
