import type { Operator, Span } from '../ast.ts';

/** The parser's result: what was written, before anything is looked up. */
export type SyntaxNode = SyntaxCombination | SyntaxCondition | SyntaxLiteral;

export interface SyntaxCombination {
  readonly kind: 'combination';
  readonly operator: 'AND' | 'OR';
  readonly children: readonly SyntaxNode[];
}

export interface SyntaxCondition {
  readonly kind: 'condition';
  readonly property: Word;
  readonly operator: Operator;
  readonly value: Word;
}

/** A bare value, which becomes a condition on the name, an address or the ref (TextIt 5.5). */
export interface SyntaxLiteral {
  readonly kind: 'literal';
  readonly value: Word;
}

/** A property or value with its position. A value has no quotes and escapes any more. */
export interface Word extends Span {
  readonly text: string;
}
