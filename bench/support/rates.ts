/** How often a second of processor time something can be done. */
export interface Measurement {
  readonly what: string;
  /** How many times a second of CPU time. */
  readonly rate: number;
  readonly aim: number;
}

const ROUNDS = 7;
const ROUND_MILLIS = 300;

/** Of all threads of this process, so that garbage collection counts, and other processes do not. */
function cpuMillis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs `work` in rounds of CPU time and takes the median rate. One run counts as `times`. */
export function measure(what: string, aim: number, times: number, work: () => void): Measurement {
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = cpuMillis();
    let runs = 0;
    for (; cpuMillis() - start < ROUND_MILLIS; runs += 1) work();
    return (runs * times * 1000) / (cpuMillis() - start);
  }).sort((a, b) => a - b);
  return { what, aim, rate: rates[Math.floor(ROUNDS / 2)] ?? 0 };
}

export const repeat = (times: number, work: () => void) => () => {
  for (let index = 0; index < times; index += 1) work();
};
