/** By column, what to read instead of a cell as it stands, without outer spaces. */
export type CellValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What to read of a cell. */
export function readInstead(values: CellValues, column: string, cell: string): string {
  const ofColumn = Object.hasOwn(values, column) ? values[column] : undefined;
  if (ofColumn === undefined) return cell;
  const key = cell.trim();
  return Object.hasOwn(ofColumn, key) ? (ofColumn[key] ?? cell) : cell;
}
