/** A line of the table in docs/proof.md: one slice, as it was last played. */
export interface Played {
  readonly slice: number;
  /** The day, as YYYY-MM-DD. */
  readonly day: string;
  /** Of the code that was played, shortened. */
  readonly commit: string;
  /** In the order of the columns: numbers of each play, or that it failed. */
  readonly plays: readonly string[];
}

/** Whether a slice has passed when it was last played. A slice that was never played has not. */
export const hasPassed = (page: string, slice: number): boolean =>
  page
    .split('\n')
    .some((line) => line.startsWith(`| ${slice} |`) && /\d{4}-/.test(line) && !line.includes('**failed**'));

/** The page with this slice's line in place of its earlier one. */
export function withPlayed(page: string, { slice, day, commit, plays }: Played): string {
  const line = `| ${[slice, day, `\`${commit}\``, ...plays].join(' | ')} |`;
  return page
    .split('\n')
    .map((known) => (known.startsWith(`| ${slice} |`) ? line : known))
    .join('\n');
}
