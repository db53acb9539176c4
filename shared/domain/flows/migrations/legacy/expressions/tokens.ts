import type { ExpressionOperator } from '../../../template/expression.ts';
import { ExpressionSyntaxError, type ExpressionToken } from '../../../template/tokens.ts';

/** Texts have no escapes but `""` for a quote, and a path is one word: `flow.2factor.category`. */
const TOKEN =
  /\s+|(?<number>\d+(?:\.\d+)?)|"(?<text>(?:[^"]|"")*)"|(?<path>[\p{L}_][\p{L}\p{N}_.]*)|(?<mark>[(),])|(?<operator><=|>=|<>|[-+*/^&<>=])/iuy;

/** Splits an expression of the old language into tokens of the present one; throws `ExpressionSyntaxError`. */
export function tokenizeLegacy(source: string): readonly ExpressionToken[] {
  const tokens: ExpressionToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new ExpressionSyntaxError(`unexpected ${JSON.stringify(source[at])} at position ${at + 1}`);
    tokens.push(...tokensOf(match.groups ?? {}, at));
  }
  return [...tokens, { type: 'end', text: '', at: source.length }];
}

function tokensOf(groups: Record<string, string | undefined>, at: number): readonly ExpressionToken[] {
  const { number, text, path, mark, operator } = groups;
  if (number !== undefined) return [{ type: 'number', text: number, at }];
  if (text !== undefined) return [{ type: 'text', text: text.replaceAll('""', '"'), at }];
  if (path !== undefined) return pathTokens(path.toLowerCase(), at);
  if (mark === '(' || mark === ')' || mark === ',') return [{ type: 'mark', text: mark, at }];
  if (operator === undefined) return [];
  return [{ type: 'operator', text: (operator === '<>' ? '!=' : operator) as ExpressionOperator, at }];
}

const pathTokens = (path: string, at: number): readonly ExpressionToken[] =>
  path.split('.').flatMap((text, i): ExpressionToken[] => {
    if (text === '') throw new ExpressionSyntaxError(`unexpected "." at position ${at + 1}`);
    const name: ExpressionToken = { type: 'name', text, at };
    return i === 0 ? [name] : [{ type: 'mark', text: '.', at }, name];
  });
