/** The known name that is nearest to a misspelt one; null when none is near. */
export function nearest(typed: string, known: readonly string[]): string | null {
  const wanted = bare(typed);
  const most = Math.max(1, Math.floor(wanted.length / 3));
  const near = known
    .map((name) => ({ name, apart: distance(wanted, bare(name)) }))
    .filter(({ apart }) => apart <= most)
    .toSorted((a, b) => a.apart - b.apart);
  return near[0]?.name ?? null;
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[\s_.-]/g, '');

/** Longer names are no slips of a hand, and their distance would cost time. */
const LONGEST = 64;

/** How many letters have to be changed, added, left out or swapped with the next (Damerau and Levenshtein). */
function distance(a: string, b: string): number {
  if (Math.max(a.length, b.length) > LONGEST) return Number.POSITIVE_INFINITY;
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (rows[i - 1]?.[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (rows[i - 1]?.[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]),
          swap ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? Number.POSITIVE_INFINITY;
}
