/** Words for queries that cannot be read: a companion of the bundles (infra/bundles), since most can. */
import { CLOSING, END, EXPRESSION, type Expectation, LITERAL } from './expectation.ts';
import type { Token } from './token.ts';

export interface Unexpected {
  readonly found: Token;
  readonly next: Token | undefined;
  readonly expected: Expectation;
  /** The open parentheses. */
  readonly depth: number;
}

/**
 * Why a token does not fit, in TextIt's words: `extraneous` when the next one would fit; a parenthesis is `missing`
 * when the query could go on without.
 */
export function unexpectedWords(unexpected: Unexpected): { readonly message: string; readonly hint: string } {
  const { found, expected } = unexpected;
  return { message: engineMessage(unexpected), hint: `${describe(found)} ${adviceFor(found, expected)}` };
}

/** What to do at a place, in general. */
const ADVICE: Readonly<Record<string, string>> = {
  [EXPRESSION.written]: 'Put a condition here, such as name = "Ann" or a name to look for.',
  [LITERAL.written]: 'Put a value here, in quotes when it has signs other than letters and digits.',
  [CLOSING.written]: 'Close the parenthesis with ")".',
  [END.written]: 'Join conditions with AND or OR, and write each as property, operator, value.',
};

/** A companion has constants of its own. */
const same = (one: Expectation, other: Expectation): boolean => one.written === other.written;

function engineMessage({ found, next, expected, depth }: Unexpected): string {
  const name = `'${visible(found.text)}'`;
  if (next && expected.kinds.has(next.kind)) return `extraneous input ${name} expecting ${expected.written}`;
  if (same(expected, CLOSING) && found.kind === 'EOF' && depth === 1) return `missing ')' at ${name}`;
  return `mismatched input ${name} expecting ${expected.written}`;
}

const visible = (text: string): string => text.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');

function describe(found: Token): string {
  if (found.kind === 'EOF') return 'The query ends too early.';
  return `Found ${visible(found.text)} at character ${found.start + 1}, where it does not fit.`;
}

const RESERVED_WORD = /^[a-z]+$/i;

function adviceFor(found: Token, expected: Expectation): string {
  if (found.text === '"') return 'The quote is never closed: add a second one.';
  if (found.kind === 'ERROR') return 'Text that holds such a sign must be in quotes.';
  if (found.kind === ')' && same(expected, END)) return 'It closes a parenthesis that was never opened: remove it.';
  if (found.kind === 'COMPARATOR' && (same(expected, END) || same(expected, CLOSING))) {
    return 'Put a property before it: letters, digits and underscores, with "fields." or "urns." in front if need be.';
  }
  if (same(expected, LITERAL) && RESERVED_WORD.test(found.text)) return 'To look for that very word, put it in quotes.';
  return ADVICE[expected.written] ?? '';
}
