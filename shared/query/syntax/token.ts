import type { Span } from '../ast.ts';

/** Named as in the grammar and in TextIt's messages. */
export type TokenKind = '(' | ')' | 'AND' | 'OR' | 'COMPARATOR' | 'STRING' | 'PROPERTY' | 'TEXT' | 'ERROR' | 'EOF';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** As typed, quotes included; `<EOF>` at the end. */
  readonly text: string;
}

export const END_TEXT = '<EOF>';
