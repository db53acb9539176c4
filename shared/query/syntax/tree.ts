import type { Operator, Span } from '../ast.ts';

/** What was written, before anything is looked up: the parser's result. */
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

/** A property or value with its place; the text of a value has its quotes and escapes undone. */
export interface Word extends Span {
  readonly text: string;
}
