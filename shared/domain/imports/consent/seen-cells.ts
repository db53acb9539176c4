/** What stands in a column: its different cells (stored as hashes), null above a few; and whether one is loud. */
export interface SeenCells {
  readonly values: readonly string[] | null;
  readonly loud: boolean;
}

/** Whether a column has cells that nobody had seen when it was dismissed, or may have. */
export const isNewTo = (seen: SeenCells | null, { values, loud }: SeenCells): boolean =>
  seen?.values && values !== null ? values.some((value) => !seen.values?.includes(value)) : loud && seen?.loud !== true;
