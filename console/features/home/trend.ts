/** A folder, or everybody who was deleted for good. */
export type Kept = 'active' | 'dormant' | 'archived' | 'stopped' | 'blocked' | 'deleted';

export type Folders = Readonly<Record<Kept, number>>;

/** The counts that were kept of one day, as daily_counts.json has them. */
export interface Day {
  readonly day: string;
  readonly folders: Folders;
}

export interface Point {
  /** `2026-11-28`. */
  readonly day: string;
  readonly count: number;
}

/** A folder's line: each day that was kept, and the present count as today's. */
export const lineOf = (days: readonly Day[], folder: Kept, now: Folders, today: string): readonly Point[] => [
  ...days.filter(({ day }) => day < today).map(({ day, folders }) => ({ day, count: folders[folder] })),
  { day: today, count: now[folder] },
];

/** By how much a count has changed this month, and since when; null where no earlier day was kept. */
export function changeOf(line: readonly Point[]): { readonly since: string; readonly by: number } | null {
  const today = line.at(-1);
  if (today === undefined) return null;
  const first = `${today.day.slice(0, 8)}01`;
  // The last day that is not of this month, or else the first that was kept.
  const earlier = line.slice(0, -1);
  const from = earlier.findLast(({ day }) => day <= first) ?? earlier[0];
  if (from === undefined) return null;
  return { since: from.day, by: today.count - from.count };
}

const DAY_MS = 86_400_000;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** Where the points are in a box: `x` by the day and `y` by the count. A line of one value lies in the middle. */
export function placesIn(
  line: readonly Point[],
  width: number,
  height: number,
): readonly (readonly [number, number])[] {
  const first = dayNumber(line[0]?.day ?? '');
  const last = dayNumber(line.at(-1)?.day ?? '');
  const { least, most } = extentOf(line);
  return line.map(({ day, count }) => [
    last === first ? width : (width * (dayNumber(day) - first)) / (last - first),
    most === least ? height / 2 : height - (height * (count - least)) / (most - least),
  ]);
}

/** The smallest and the largest count of a line. */
export function extentOf(line: readonly Point[]): { readonly least: number; readonly most: number } {
  const counts = line.map(({ count }) => count);
  return { least: Math.min(...counts), most: Math.max(...counts) };
}
