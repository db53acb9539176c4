import { EXPRESSION_NAMES } from '../../../template/names.ts';
import { filtered } from './filters.ts';
import { isLegacyName, type ResultNames, translatePath } from './names.ts';
import { isLegacyFunction, translateExpression } from './translate.ts';
import { attempt, datesAsText, quoted, type Translated } from './translated.ts';

/** How the texts of a flow are translated. */
export interface Translation extends ResultNames {
  /** Versions before 8 had `@step|upper_case` and `=UPPER(step)`. */
  readonly hasFilters: boolean;
  /** In a regular expression, an `@` that begins no known expression is part of it. */
  readonly isPattern?: boolean;
}

/** A piece of a text: where it ends, and what it becomes. */
interface Piece {
  readonly end: number;
  /** An expression; null for one without an equal. */
  readonly becomes: Translated | string | null;
}

/**
 * A text of an old definition with the expressions of the present language. What was text there stays text, also where
 * it would be an expression now, as in `write to @results`.
 */
export function translateTemplate(text: string, translation: Translation): string {
  const mark = translation.hasFilters ? /[@=]/g : /@/g;
  let result = '';
  let at = 0;
  for (let next = mark.exec(text); next !== null; next = mark.exec(text)) {
    const { end, becomes } = pieceAt(text, next.index, translation);
    const written = becomes === null ? unequal(text.slice(next.index, end)) : shown(becomes, text.slice(end, end + 2));
    result += text.slice(at, next.index) + written;
    at = end;
    mark.lastIndex = at;
  }
  return result + text.slice(at);
}

/** The expression that is the whole text, without its `@`; null for any other text. */
export function translateOperand(text: string, translation: Translation): Translated | null {
  const { end, becomes } = text.startsWith('@') ? pieceAt(text, 0, translation) : { end: 0, becomes: null };
  return end === text.length && typeof becomes !== 'string' ? becomes : null;
}

const PATH = /[a-z]\w*(?:\.\w+)*/iy;
const CALL = /[a-z]\w*(?=\()/iy;

function pieceAt(text: string, at: number, translation: Translation): Piece {
  const { hasFilters, isPattern = false } = translation;
  const inText: Piece = { end: at + 1, becomes: literal(text, at) };
  if (text.startsWith('@@', at)) return { end: at + 2, becomes: '@@' };
  const name = matchAt(CALL, text, at + 1) ?? '';
  if (text[at + 1] === '(' || isLegacyFunction(name)) {
    const end = closing(text, at + 1 + name.length);
    // Brackets that nothing closes: all the rest is text.
    if (end === null) return { end: text.length, becomes: literals(text.slice(at)) };
    const becomes = translateExpression(text.slice(at + 1, end), translation);
    // What could not be read was text.
    const isText = becomes === 'unreadable' || (becomes === null && isPattern);
    return { end, becomes: isText ? literals(text.slice(at, end)) : becomes };
  }
  // Inside a word, as in an address, `=` is text: `?to=contact`.
  const path = text[at] === '@' || !/\w/.test(text[at - 1] ?? '') ? matchAt(PATH, text, at + 1) : null;
  const keys = path?.toLowerCase().split('.') ?? [];
  if (path === null || !isLegacyName(keys[0] ?? '')) return inText;
  const value = attempt(() => translatePath(keys, translation));
  const end = at + 1 + path.length;
  return hasFilters && value !== null ? filtered(text, end, value) : { end, becomes: value };
}

/** An expression without an equal as one that can never run, and is refused: it may mean something else by now. */
const unequal = (source: string): string => `@(legacy_expression(${quoted(source.slice(0, 1_000)).source}))`;

/** `@results.age`, or `@(upper(contact.name))`. */
function shown(becomes: Translated | string, following: string): string {
  if (typeof becomes === 'string') return becomes;
  const { source } = datesAsText(becomes);
  const [, name = ''] = /^([a-z]\w*)(?:\.[a-z_]\w*)*$/i.exec(source) ?? [];
  const isPath = EXPRESSION_NAMES.has(name) && !/^\.?[\p{L}\p{M}\p{N}_]/u.test(following);
  return isPath ? `@${source}` : `@(${source})`;
}

/** The mark here, doubled if it would begin an expression now. */
function literal(text: string, at: number): string {
  const name =
    matchAt(PATH, text, at + 1)
      ?.toLowerCase()
      .split('.')[0] ?? '';
  return text[at] === '@' && EXPRESSION_NAMES.has(name) ? '@@' : (text[at] ?? '');
}

const literals = (text: string): string =>
  text.replace(/@@|@(?=(\()|([a-z]\w*))/gi, (mark, bracket: string | undefined, name = '') =>
    mark === '@' && (bracket || EXPRESSION_NAMES.has(name.toLowerCase())) ? '@@' : mark,
  );

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** The place behind the bracket that closes the one here, without those in quotes; null when there is none. */
function closing(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (!quoted && text[i] === '(') depth += 1;
    else if (!quoted && text[i] === ')' && --depth === 0) return i + 1;
  }
  return null;
}
