/** Which rows of a segment match a query: one condition after the other, asked once for all rows that are alike. */
import type { Condition, ConditionPart, QueryPart } from '../../../query/query.ts';
import { type ConditionSource, conditionSource, type TextSource } from './condition-source.ts';
import { decideBy } from './decided.ts';
import { eachWith, type TextBuffer } from './folded.ts';
import type { SegmentColumns } from './segment-columns.ts';
import type { FlagColumn, TextColumn } from './stored.ts';
import type { RowView } from './view.ts';

/** Marks of rows: 1 or 0. */
export type RowMarks = Uint8Array;

/** Takes the mark from each marked row that does not match. */
export function keepMatching(part: QueryPart, segment: SegmentColumns, view: RowView, rows: RowMarks): void {
  if (part.kind === 'combination' && part.operator === 'OR') {
    keepAny(byCost(part.children, segment), segment, view, rows);
    return;
  }
  const all = part.kind === 'condition' ? [part] : byCost(part.children, segment);
  const asks = all.map((one) =>
    one.kind === 'condition'
      ? keepCondition(one, conditionSource(one, segment), view, rows)
      : () => keepMatching(one, segment, view, rows),
  );
  for (const ask of asks) ask?.();
}

const byCost = (parts: readonly QueryPart[], segment: SegmentColumns): readonly QueryPart[] =>
  parts.toSorted((a, b) => costOf(a, segment) - costOf(b, segment));

function keepAny(children: readonly QueryPart[], segment: SegmentColumns, view: RowView, rows: RowMarks): void {
  const left = rows.slice();
  rows.fill(0);
  for (const child of children) {
    const found = left.slice();
    keepMatching(child, segment, view, found);
    for (let row = 0; row < rows.length; row++)
      if (found[row] === 1) {
        rows[row] = 1;
        left[row] = 0;
      }
  }
}

/** What is asked of few rows is asked last. */
const COSTS: Readonly<Record<ConditionSource['by'], number>> = {
  nothing: 0,
  flags: 1,
  time: 1,
  number: 1,
  presence: 2,
  text: 3,
  row: 1_000,
};

function costOf(part: QueryPart, segment: SegmentColumns): number {
  if (part.kind === 'combination') return part.children.reduce((sum, child) => sum + costOf(child, segment), 0);
  const source = conditionSource(part, segment);
  return COSTS[source.by] + (source.by === 'text' && source.column.count > MANY_TEXTS ? 10 : 0);
}

const MANY_TEXTS = 20_000;

const UNKNOWN = 0;
const NO = 1;
const YES = 2;

/** Asks the rows that are left when all conditions of an AND have done what is cheap. */
type AskTheRest = () => void;

/** Takes marks as far as this is cheap; null when no row is left to ask. */
function keepCondition(part: ConditionPart, source: ConditionSource, view: RowView, rows: RowMarks): AskTheRest | null {
  const ask: Ask = (row) => {
    view.row = row;
    return part.matches(view) ? YES : NO;
  };
  switch (source.by) {
    case 'nothing':
      keepAllOrNone(rows, ask);
      return null;
    case 'flags':
      keepFlagged(anyOf(source.columns, rows.length), rows, ask);
      return null;
    case 'presence':
    case 'text': {
      const kinds = kindsOfTexts(part, source);
      keepAlike(source.column, kinds, rows, ask);
      return source.by === 'presence' ? null : () => keepAlone(source.column, kinds, rows, ask);
    }
    case 'number':
      keepNumbers(source.column.values, source.isExact, part.edges[0] ?? -Infinity, rows, ask);
      return null;
    case 'time':
      keepTimes(source.column.values, part.edges, rows, ask);
      return null;
    case 'row':
      return () => {
        for (let row = 0; row < rows.length; row++) if (rows[row] === 1) rows[row] = ask(row) - 1;
      };
  }
}

/** Whether a row matches: YES or NO. */
type Ask = (row: number) => number;

function keepAllOrNone(rows: RowMarks, ask: Ask): void {
  const first = rows.indexOf(1);
  if (first >= 0 && ask(first) === NO) rows.fill(0);
}

function anyOf(columns: readonly FlagColumn[], rows: number): Uint8Array {
  const [only, ...others] = columns;
  if (only !== undefined && others.length === 0) return only.values;
  const any = new Uint8Array(rows);
  for (const { values } of columns) for (let row = 0; row < any.length; row++) if (values[row] === 1) any[row] = 1;
  return any;
}

function keepFlagged(flags: Uint8Array, rows: RowMarks, ask: Ask): void {
  const verdicts = new Uint8Array(2);
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const flag = flags[row] as number;
    if (verdicts[flag] === UNKNOWN) verdicts[flag] = ask(row);
    rows[row] = (verdicts[flag] as number) - 1;
  }
}

/** Below the edge, above it, and without a number; equal ones one by one, unless they are exact. */
function keepNumbers(values: Float64Array, isExact: boolean, edge: number, rows: RowMarks, ask: Ask): void {
  const verdicts = new Uint8Array(4);
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const value = values[row] as number;
    const kind = value < edge ? 1 : value > edge ? 2 : value === edge ? 3 : 0;
    if (verdicts[kind] === UNKNOWN || (kind === 3 && !isExact)) verdicts[kind] = ask(row);
    rows[row] = (verdicts[kind] as number) - 1;
  }
}

function keepTimes(values: Float64Array, edges: readonly number[], rows: RowMarks, ask: Ask): void {
  const [start = -Infinity, end = start] = edges;
  const verdicts = new Uint8Array(4);
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const at = values[row] as number;
    const kind = at < start ? 1 : at < end ? 2 : at >= end ? 3 : 0;
    if (verdicts[kind] === UNKNOWN) verdicts[kind] = ask(row);
    rows[row] = (verdicts[kind] as number) - 1;
  }
}

/** By the number of a text, its kind: texts of a kind have the same answer. Of the kind ALONE each is asked. */
interface TextKinds {
  readonly of: Uint8Array;
  readonly verdicts: Uint8Array;
}

const NONE = 0;
const ALIKE = 1;
const ALONE = 2;
/** What stands beside the part decided that the text passes the test. */
const PASSING = 3;

function kindsOfTexts({ condition }: ConditionPart, source: TextSource): TextKinds {
  const { column } = source;
  const verdicts = new Uint8Array(PASSING + 1);
  const parts = source.by === 'text' ? source.parts : null;
  const of = new Uint8Array(column.count + 1).fill(source.by === 'presence' || parts !== null ? ALIKE : ALONE);
  of[0] = NONE;
  if (source.by === 'presence') {
    for (let code = 1; code < of.length; code++) if (column.isEmpty(code)) of[code] = NONE;
    return { of, verdicts };
  }
  for (const part of parts ?? []) markWith(part, condition, column.folded, of);
  if (parts !== null) {
    const { operator, value } = condition;
    // None of its texts passes the test. See `matcher` of the evaluator.
    verdicts[ALIKE] = (operator === '=' && value === '') || (operator === '!=' && value !== '') ? YES : NO;
    verdicts[PASSING] = YES;
  }
  return { of, verdicts };
}

function markWith(part: string, condition: Condition, texts: TextBuffer, of: Uint8Array): void {
  const decide = decideBy(condition, part);
  eachWith(texts, part, (code, at, from, to) => {
    const passes = decide(texts.bytes, at, from, to);
    if (passes === true) of[code] = PASSING;
    else if (passes === null && of[code] !== PASSING) of[code] = ALONE;
    return of[code] === PASSING;
  });
}

/** Rows of all kinds but ALONE. */
function keepAlike({ codes }: TextColumn, { of, verdicts }: TextKinds, rows: RowMarks, ask: Ask): void {
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue;
    const kind = of[codes[row] as number] as number;
    if (kind === ALONE) continue;
    if (verdicts[kind] === UNKNOWN) verdicts[kind] = ask(row);
    rows[row] = (verdicts[kind] as number) - 1;
  }
}

function keepAlone({ codes, count }: TextColumn, { of }: TextKinds, rows: RowMarks, ask: Ask): void {
  const verdicts = new Uint8Array(count + 1);
  for (let row = 0; row < rows.length; row++) {
    const code = codes[row] as number;
    if (rows[row] === 0 || of[code] !== ALONE) continue;
    if (verdicts[code] === UNKNOWN) verdicts[code] = ask(row);
    rows[row] = (verdicts[code] as number) - 1;
  }
}
