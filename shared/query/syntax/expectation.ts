import { type QueryFailure, syntaxError } from '../errors.ts';
import type { Token, TokenKind } from './token.ts';

/** What the grammar needs at a place: the allowed tokens, TextIt's notation for them, and the text for the user. */
export interface Expectation {
  readonly kinds: ReadonlySet<TokenKind>;
  readonly written: string;
  readonly advice: string;
}

export const EXPRESSION: Expectation = {
  kinds: new Set<TokenKind>(['(', 'STRING', 'PROPERTY', 'TEXT']),
  written: "{'(', STRING, PROPERTY, TEXT}",
  advice: 'Put a condition here, such as name = "Ann" or a name to look for.',
};
export const LITERAL: Expectation = {
  kinds: new Set<TokenKind>(['STRING', 'PROPERTY', 'TEXT']),
  written: '{STRING, PROPERTY, TEXT}',
  advice: 'Put a value here, in quotes when it holds other signs than letters and digits.',
};
export const CLOSING: Expectation = {
  kinds: new Set<TokenKind>([')']),
  written: "')'",
  advice: 'Close the parenthesis with ")".',
};
export const END: Expectation = {
  kinds: new Set<TokenKind>(['EOF']),
  written: '<EOF>',
  advice: 'Join conditions with AND or OR, and write each as property, operator, value.',
};

/**
 * The error for an unexpected token, in TextIt's words: `extraneous` when the next one would fit; a parenthesis is
 * `missing` when the query could go on without it. `depth`: the open parentheses.
 */
export function unexpected(found: Token, next: Token | undefined, expected: Expectation, depth: number): QueryFailure {
  const name = `'${visible(found.text)}'`;
  return syntaxError(
    engineMessage(name, found, next, expected, depth),
    found,
    `${describe(found)} ${adviceFor(found, expected)}`,
  );
}

function engineMessage(
  name: string,
  found: Token,
  next: Token | undefined,
  expected: Expectation,
  depth: number,
): string {
  if (next && expected.kinds.has(next.kind)) return `extraneous input ${name} expecting ${expected.written}`;
  if (expected === CLOSING && found.kind === 'EOF' && depth === 1) return `missing ')' at ${name}`;
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
  if (found.kind === ')' && expected === END) return 'It closes a parenthesis that was never opened: remove it.';
  if (found.kind === 'COMPARATOR' && (expected === END || expected === CLOSING)) {
    return 'Before it must stand a property: letters, digits and underscores, with "fields." or "urns." in front if need be.';
  }
  if (expected === LITERAL && RESERVED_WORD.test(found.text)) return 'To look for that very word, put it in quotes.';
  return expected.advice;
}
