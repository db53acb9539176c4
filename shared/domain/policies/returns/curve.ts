import { atRisk, type Counters, numberAt, OLDEST } from './counters.ts';
import { greenwood, type ShareInterval } from './interval.ts';

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
