import type { Operator } from '../ast.ts';
import { queryFailure } from '../errors.ts';
import { CLOSING, END, EXPRESSION, type Expectation, LITERAL } from './expectation.ts';
import { unquote } from './strings.ts';
import type { Token, TokenKind } from './token.ts';
import type { SyntaxCombination, SyntaxNode, Word } from './tree.ts';

/** Reads tokens into a syntax tree (TextIt 5.3); throws a `QueryFailure` (`syntax`) at the first that does not fit. */
export function parseTokens(tokens: readonly Token[]): SyntaxNode {
  const parser = new Parser(tokens);
  const node = parser.parseExpression();
  parser.expect(END);
  return node;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** expression : implicit ( OR implicit )* */
  parseExpression(): SyntaxNode {
    const children = [this.#parseImplicit()];
    while (this.#skip('OR')) children.push(this.#parseImplicit());
    return combined('OR', children);
  }

  /** implicit : conjunction conjunction*       two conditions side by side: AND, though weaker than the word */
  #parseImplicit(): SyntaxNode {
    const children = [this.#parseConjunction()];
    while (EXPRESSION.kinds.has(this.#peek().kind)) children.push(this.#parseConjunction());
    return combined('AND', children);
  }

  /** conjunction : primary ( AND primary )* */
  #parseConjunction(): SyntaxNode {
    const children = [this.#parsePrimary()];
    while (this.#skip('AND')) children.push(this.#parsePrimary());
    return combined('AND', children);
  }

  /** primary : '(' expression ')' | condition | literal */
  #parsePrimary(): SyntaxNode {
    const token = this.#peek();
    if (!EXPRESSION.kinds.has(token.kind)) throw this.#unexpected(EXPRESSION);
    if (token.kind === '(') return this.#parseParenthesis();
    if (token.kind === 'PROPERTY' && this.#peek(1).kind === 'COMPARATOR') return this.#parseCondition();
    return { kind: 'literal', value: this.#parseLiteral() };
  }

  #parseParenthesis(): SyntaxNode {
    this.#next();
    this.#depth += 1;
    const node = this.parseExpression();
    this.expect(CLOSING);
    this.#depth -= 1;
    return node;
  }

  /** condition : PROPERTY COMPARATOR literal */
  #parseCondition(): SyntaxNode {
    const property = this.#next();
    const operator = operatorOf(this.#next());
    return { kind: 'condition', property, operator, value: this.#parseLiteral() };
  }

  /** literal : TEXT | STRING | PROPERTY */
  #parseLiteral(): Word {
    const token = this.expect(LITERAL);
    return token.kind === 'STRING' ? { text: unquote(token.text), start: token.start, end: token.end } : token;
  }

  /** Takes the next token if it is an expected one; fails otherwise. */
  expect(expected: Expectation): Token {
    if (!expected.kinds.has(this.#peek().kind)) throw this.#unexpected(expected);
    return this.#next();
  }

  #skip(kind: TokenKind): boolean {
    if (this.#peek().kind !== kind) return false;
    this.#at += 1;
    return true;
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  /** The token `ahead` of the next one; past the end it is the EOF token. */
  #peek(ahead = 0): Token {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    if (!token) throw new Error('tokens must end with EOF');
    return token;
  }

  #unexpected(expected: Expectation): Error {
    const found = this.#peek();
    const next = this.#tokens[this.#at + 1];
    const depth = this.#depth;
    return queryFailure('unexpected', { found, next, expected, depth });
  }
}

const combined = (operator: SyntaxCombination['operator'], children: readonly SyntaxNode[]): SyntaxNode =>
  children.length === 1 && children[0] ? children[0] : { kind: 'combination', operator, children };

const OPERATORS = new Map<string, Operator>([
  ['has', '~'],
  ['is', '='],
  ...(['=', '!=', '~', '<', '<=', '>', '>='] as const).map((sign): [string, Operator] => [sign, sign]),
]);

function operatorOf({ text }: Token): Operator {
  const operator = OPERATORS.get(text.toLowerCase());
  if (!operator) throw new Error(`no operator: ${text}`);
  return operator;
}
