/** What stands in a column: its different cells (stored as hashes), null above a few; and whether one is loud. */
export interface StandingCells {
  readonly values: readonly string[] | null;
  readonly loud: boolean;
}

/** Whether a column has cells that nobody had seen when it was dismissed, or may have. */
export const isNewTo = (seen: StandingCells | null, { values, loud }: StandingCells): boolean =>
  seen?.values && values !== null ? values.some((value) => !seen.values?.includes(value)) : loud && seen?.loud !== true;
