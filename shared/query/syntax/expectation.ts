import type { TokenKind } from './token.ts';

/** What the grammar needs at a place: the allowed tokens, and TextIt's notation for them. */
export interface Expectation {
  readonly kinds: ReadonlySet<TokenKind>;
  readonly written: string;
}

export const EXPRESSION: Expectation = {
  kinds: new Set<TokenKind>(['(', 'STRING', 'PROPERTY', 'TEXT']),
  written: "{'(', STRING, PROPERTY, TEXT}",
};
export const LITERAL: Expectation = {
  kinds: new Set<TokenKind>(['STRING', 'PROPERTY', 'TEXT']),
  written: '{STRING, PROPERTY, TEXT}',
};
export const CLOSING: Expectation = { kinds: new Set<TokenKind>([')']), written: "')'" };
export const END: Expectation = { kinds: new Set<TokenKind>(['EOF']), written: '<EOF>' };
