import { parseDecimal } from '../../template-values/decimal.ts';
import type { Expression, ExpressionOperator } from './tokens.ts';
import { ExpressionSyntaxError, type ExpressionToken, tokenizeExpression } from './tokens.ts';

/** A deeper expression is refused, so that no definition can exhaust the stack (TextIt 8.10). */
const MAX_DEPTH = 100;
/** Operators and look-ups in a row nest in the tree, though not in the text. People write far fewer. */
const MAX_LINKS = 1_000;
/** A number in an expression with more digits than numbers have. */
const OUT_OF_RANGE = { kind: 'error', text: 'number value out of range' } as const;

/** From the loosest to the tightest; all group to the left. */
const LEVELS: readonly (readonly ExpressionOperator[])[] = [
  ['&'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

/**
 * Parses the inside of `@(…)`. Throws `ExpressionSyntaxError`.
 *
 *     expression = equality { '&' equality }
 *     equality   = comparison { ( '=' | '!=' ) comparison }         and so on down LEVELS
 *     unary      = '-' unary | postfix
 *     postfix    = atom { '.' ( NAME | NUMBER ) | '[' expression ']' | '(' [ expression { ',' expression } ] ')' }
 *     atom       = NUMBER | TEXT | 'true' | 'false' | 'null' | NAME | lambda | '(' expression ')'
 *     lambda     = '(' NAME { ',' NAME } ')' '=>' expression
 */
export const parseExpression = (source: string): Expression => new Parser(tokenizeExpression(source)).whole();

class Parser {
  readonly #tokens: readonly ExpressionToken[];
  #next = 0;
  #depth = 0;
  #links = 0;

  constructor(tokens: readonly ExpressionToken[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#expression();
    if (this.#peek().type !== 'end') throw this.#unexpected();
    return expression;
  }

  #expression(): Expression {
    return this.#nested(() => this.#level(0));
  }

  #lambda(): Expression | null {
    const start = this.#next;
    if (this.#accept('(')) {
      const parameters = this.#parameters();
      if (parameters.length > 0 && this.#accept(')') && this.#accept('=>')) {
        return { type: 'lambda', parameters, body: this.#expression() };
      }
    }
    this.#next = start;
    return null;
  }

  #parameters(): readonly string[] {
    const names: string[] = [];
    while (this.#peek().type === 'name') {
      names.push(this.#take().text);
      if (!this.#accept(',')) break;
    }
    return names;
  }

  #level(depth: number): Expression {
    const operators = LEVELS[depth];
    if (operators === undefined) return this.#unary();
    let left = this.#level(depth + 1);
    for (let operator = this.#operator(operators); operator !== null; operator = this.#operator(operators)) {
      this.#linked();
      left = { type: 'binary', operator, left, right: this.#level(depth + 1) };
    }
    return left;
  }

  #unary(): Expression {
    if (this.#operator(['-']) === null) return this.#postfix();
    return { type: 'negate', operand: this.#nested(() => this.#unary()) };
  }

  #postfix(): Expression {
    let expression = this.#atom();
    for (; ; this.#linked()) {
      if (this.#accept('.')) expression = { type: 'property', of: expression, key: this.#key() };
      else if (this.#accept('[')) expression = { type: 'index', of: expression, at: this.#closed(']') };
      else if (this.#accept('(')) expression = { type: 'call', of: expression, values: this.#values() };
      else return expression;
    }
  }

  /** A name or a position. `list.1.0` is refused, as in TextIt, because `1.0` is one number. */
  #key(): string {
    const { type, text } = this.#peek();
    if (type !== 'name' && (type !== 'number' || text.includes('.'))) throw this.#unexpected();
    return this.#take().text;
  }

  #atom(): Expression {
    const lambda = this.#lambda();
    if (lambda !== null) return lambda;
    const token = this.#peek();
    if (this.#accept('(')) return this.#closed(')');
    switch (token.type) {
      case 'number':
        return { type: 'literal', value: parseDecimal(this.#take().text) ?? OUT_OF_RANGE };
      case 'text':
        return { type: 'literal', value: this.#take().text };
      case 'name':
        return named(this.#take().text);
      default:
        throw this.#unexpected();
    }
  }

  #values(): readonly Expression[] {
    if (this.#accept(')')) return [];
    const values = [this.#expression()];
    while (this.#accept(',')) values.push(this.#expression());
    if (!this.#accept(')')) throw this.#unexpected();
    return values;
  }

  #closed(mark: ')' | ']'): Expression {
    const expression = this.#expression();
    if (!this.#accept(mark)) throw this.#unexpected();
    return expression;
  }

  #nested(parse: () => Expression): Expression {
    if (++this.#depth > MAX_DEPTH) throw new ExpressionSyntaxError(`nested deeper than ${MAX_DEPTH} levels`);
    const expression = parse();
    this.#depth -= 1;
    return expression;
  }

  #linked(): void {
    if (++this.#links > MAX_LINKS) throw new ExpressionSyntaxError(`longer than ${MAX_LINKS} operators and look-ups`);
  }

  #operator(among: readonly ExpressionOperator[]): ExpressionOperator | null {
    const token = this.#peek();
    if (token.type !== 'operator' || !among.includes(token.text)) return null;
    this.#next += 1;
    return token.text;
  }

  #accept(mark: string): boolean {
    const token = this.#peek();
    if (token.type !== 'mark' || token.text !== mark) return false;
    this.#next += 1;
    return true;
  }

  #take(): ExpressionToken {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  /** The last token is `end`, which is never taken. */
  #peek(): ExpressionToken {
    return this.#tokens[this.#next] ?? { type: 'end', text: '', at: 0 };
  }

  #unexpected(): ExpressionSyntaxError {
    const { type, text, at } = this.#peek();
    return new ExpressionSyntaxError(
      type === 'end' ? 'unexpected end' : `unexpected ${JSON.stringify(text)} at position ${at + 1}`,
    );
  }
}

function named(name: string): Expression {
  if (name === 'null') return { type: 'literal', value: null };
  if (name === 'true' || name === 'false') return { type: 'literal', value: name === 'true' };
  return { type: 'name', name };
}
