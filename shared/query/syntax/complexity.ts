import type { Span } from '../ast.ts';
import { queryFailure } from '../errors.ts';
import type { SyntaxCondition, SyntaxLiteral, SyntaxNode } from './tree.ts';

/** A longer query costs memory before anything is known about it. */
const MAX_CHARACTERS = 10_000;
/** Each level is a level of recursion in the parser. */
const MAX_NESTING = 100;
/** Each condition costs time for every contact that is tested. */
const MAX_CONDITIONS = 250;

/** Refuses a text too long or nested too deeply (TextIt 5.1): code points, and brackets, also in quotes. */
export function checkText(text: string, span: Span): void {
  if (span.end - span.start > MAX_CHARACTERS) checkLength(text, span);
  let depth = 0;
  for (let at = span.start; at < span.end; at += 1) {
    const change = nesting(text.charCodeAt(at));
    if (change === 0) continue;
    depth = Math.max(0, depth + change);
    if (depth > MAX_NESTING) throw nestedTooDeeply(at);
  }
}

function checkLength(text: string, { start, end }: Span): void {
  const allowed = [...text.slice(start, end)].slice(0, MAX_CHARACTERS).join('');
  if (start + allowed.length === end) return;
  throw queryFailure(
    'tooComplex',
    { start: start + allowed.length, end },
    `A query may have ${MAX_CHARACTERS} characters at most. Make it shorter.`,
  );
}

/** +1 for `(`, `[` and `{`, -1 for `)`, `]` and `}`, by character code. */
function nesting(code: number): number {
  if (code === 40 || code === 91 || code === 123) return 1;
  return code === 41 || code === 93 || code === 125 ? -1 : 0;
}

const nestedTooDeeply = (at: number) =>
  queryFailure(
    'tooComplex',
    { start: at, end: at + 1 },
    `Brackets may be nested ${MAX_NESTING} deep at most. Remove some: without them, AND binds stronger than OR.`,
  );

/** Refuses a tree with too many conditions; the error points at the first one above the limit. */
export function checkTree(root: SyntaxNode): void {
  if (countLeaves(root) <= MAX_CONDITIONS) return;
  const surplus = leavesOf(root)[MAX_CONDITIONS];
  if (surplus) throw tooManyConditions(surplus);
}

type SyntaxLeaf = SyntaxCondition | SyntaxLiteral;

/** Builds no list, because it runs for every query. */
function countLeaves(node: SyntaxNode): number {
  if (node.kind !== 'combination') return 1;
  let count = 0;
  for (const child of node.children) count += countLeaves(child);
  return count;
}

const leavesOf = (node: SyntaxNode): readonly SyntaxLeaf[] =>
  node.kind === 'combination' ? node.children.flatMap(leavesOf) : [node];

const tooManyConditions = (surplus: SyntaxLeaf) =>
  queryFailure(
    'tooComplex',
    { start: surplus.kind === 'condition' ? surplus.property.start : surplus.value.start, end: surplus.value.end },
    `A query may have ${MAX_CONDITIONS} conditions at most. A static group may do the same.`,
  );
