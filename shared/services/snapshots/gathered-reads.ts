/** Reads bytes of a file: from one place, up to another that is not included. */
export type ReadBytes = (from: number, to: number) => Promise<Buffer>;

/** Bytes between two places that are read with both: fewer than take as long as another request to the store. */
const GAP = 128 * 1024;

interface Wanted {
  readonly from: number;
  readonly to: number;
  readonly found: (bytes: Promise<Buffer>) => void;
}

/** What is asked for at the same time is read by few requests, each for places that lie near each other. */
export function gatheredReads(read: ReadBytes): ReadBytes {
  let waiting: Wanted[] = [];
  const readAll = () => {
    const all = waiting.sort((a, b) => a.from - b.from);
    waiting = [];
    for (const near of neighbours(all)) {
      const from = near[0]?.from ?? 0;
      const bytes = read(from, Math.max(...near.map(({ to }) => to)));
      for (const one of near) one.found(bytes.then((all) => all.subarray(one.from - from, one.to - from)));
    }
  };
  return (from, to) =>
    new Promise((found) => {
      if (waiting.length === 0) queueMicrotask(readAll);
      waiting.push({ from, to, found });
    });
}

function neighbours(wanted: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const groups: Wanted[][] = [];
  let end = 0;
  for (const one of wanted) {
    const last = groups.at(-1);
    if (last !== undefined && one.from - end <= GAP) last.push(one);
    else groups.push([one]);
    end = Math.max(last === undefined ? 0 : end, one.to);
  }
  return groups;
}
