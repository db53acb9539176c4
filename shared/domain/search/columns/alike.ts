/** Counts rows by their values, each value once. */
import type { MarkedRows } from './page.ts';
import { columnOf, groupColumnsOf } from './segment-columns.ts';
import { NumberColumn, TextColumn } from './stored.ts';

/** Told of one of several marked rows that have the same value, and how many they are. */
type Alike = (row: number, times: number) => void;

/**
 * Goes through marked rows by their value in a column. Of numbers with edges, all from one edge up to the next are
 * alike, and all below the first. Rows are told one by one when another column has a part of the value (`beside`).
 */
export function eachAlike(
  marked: MarkedRows,
  { name, beside, edges }: { readonly name: string; readonly beside?: string; readonly edges?: readonly number[] },
  found: Alike,
): void {
  const { read, names } = marked.segment;
  const column = read.get(name);
  if (beside !== undefined && read.has(beside)) eachRow(marked, found);
  else if (!names.has(name)) byCode(marked, 1, new Uint8Array(marked.rows.length), found);
  else if (column instanceof TextColumn) byCode(marked, column.count + 1, column.codes, found);
  else if (column instanceof NumberColumn && edges) byEdges(marked, edges, column.values, found);
  else if (column instanceof NumberColumn) byNumber(marked, column.values, found);
  else eachRow(marked, found);
}

/** Goes through the groups whose columns were read, and how many marked rows each has. */
export function eachGroup({ segment, rows }: MarkedRows, found: (group: string, times: number) => void): void {
  for (const [group, { values }] of groupColumnsOf(segment)) {
    let times = 0;
    for (let row = 0; row < rows.length; row++) times += (rows[row] as number) & (values[row] as number);
    if (times > 0) found(group, times);
  }
}

/** The marked rows with a text that passes a test, and the others. */
export function parted(
  marked: MarkedRows,
  name: string,
  test: (text: string | null) => boolean,
): readonly [passing: MarkedRows, others: MarkedRows] {
  const passing = new Uint8Array(marked.rows.length);
  const others = new Uint8Array(marked.rows.length);
  const column = columnOf(marked.segment, name, TextColumn);
  const passes = Array.from({ length: (column?.count ?? 0) + 1 }, (_, code) => test(column?.textOf(code) ?? null));
  for (let row = 0; row < passing.length; row++)
    if (marked.rows[row] === 1) (passes[column?.codes[row] ?? 0] ? passing : others)[row] = 1;
  return [
    { ...marked, rows: passing },
    { ...marked, rows: others },
  ];
}

function eachRow({ rows }: MarkedRows, found: Alike): void {
  for (let row = 0; row < rows.length; row++) if (rows[row] === 1) found(row, 1);
}

function byCode({ rows }: MarkedRows, count: number, codes: ArrayLike<number>, found: Alike): void {
  const times = new Uint32Array(count);
  const first = new Uint32Array(count);
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const code = codes[row] as number;
    if (times[code] === 0) first[code] = row;
    times[code] = (times[code] as number) + 1;
  }
  times.forEach((count, code) => {
    if (count > 0) found(first[code] as number, count);
  });
}

/** Codes: 0 without a number, 1 below the first edge, 2 from there on, and so on. */
function byEdges(marked: MarkedRows, edges: readonly number[], values: Float64Array, found: Alike): void {
  const codes = new Uint8Array(values.length);
  for (let row = 0; row < codes.length; row++) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    let code = edges.length + 1;
    while (code > 1 && value < (edges[code - 2] as number)) code -= 1;
    codes[row] = code;
  }
  byCode(marked, edges.length + 2, codes, found);
}

function byNumber({ rows }: MarkedRows, values: Float64Array, found: Alike): void {
  const alike = new Map<number, { readonly row: number; times: number }>();
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const value = values[row] as number;
    const known = alike.get(value);
    if (known) known.times += 1;
    else alike.set(value, { row, times: 1 });
  }
  for (const { row, times } of alike.values()) found(row, times);
}
