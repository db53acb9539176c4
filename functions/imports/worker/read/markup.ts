/** Tags and texts of HTML and XML, of which a chunk may end anywhere. */
import { decodeHtml } from '../../../../shared/domain/html-entities.ts';
import { MOST_RECORD } from './limits.ts';

type MarkupToken =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'open' | 'close'; readonly tag: string; readonly attributes: string };

/** What begins at a `<`, and where it ends; `token` null: it is no content. */
interface Piece {
  readonly end: number;
  readonly token: MarkupToken | null;
}

/** Tag names are in lower case, without a prefix. */
export async function* markupTokens(text: AsyncIterable<string>): AsyncGenerator<MarkupToken> {
  let rest = '';
  for await (const chunk of text) {
    rest += chunk;
    let at = 0;
    for (;;) {
      const open = rest.indexOf('<', at);
      if (open < 0) break;
      if (open > at) yield { type: 'text', text: rest.slice(at, open) };
      at = open;
      const piece = pieceAt(rest, open);
      if (piece !== null) {
        at = piece.end;
        if (piece.token !== null) yield piece.token;
      } else if (rest.length - open > MOST_RECORD) {
        // Not tried again at each `<` in it, which would take quadratic time.
        yield { type: 'text', text: rest.slice(open) };
        at = rest.length;
      } else break;
    }
    rest = rest.slice(at);
  }
  if (rest !== '') yield { type: 'text', text: rest };
}

const NAME = /<(\/?)([a-z][\w:.-]*)/iy;

/** Null for what has no end in the text. A `<` that begins nothing is text. */
function pieceAt(text: string, open: number): Piece | null {
  if (text.startsWith('<!--', open)) return upTo(text.indexOf('-->', open + 4), 3);
  if (/[!?]/.test(text.charAt(open + 1))) return upTo(text.indexOf('>', open), 1);
  NAME.lastIndex = open;
  const [named = '', closes, name = ''] = NAME.exec(text) ?? [];
  // It may be the end of a chunk.
  if (name === '') return text.length - open < 3 ? null : textAt(open);
  const end = endOfTag(text, open + named.length);
  if (end === null) return null;
  if (text.charAt(end - 1) === '<') return textAt(open);
  const tag = name.toLowerCase();
  if (closes === '' && SILENT.has(tag)) return silent(text, end, tag);
  const attributes = text.slice(open + named.length, end - 1);
  return {
    end,
    token: { type: closes === '' ? 'open' : 'close', tag: tag.slice(tag.lastIndexOf(':') + 1), attributes },
  };
}

/** A `<` that begins nothing. */
const textAt = (open: number): Piece => ({ end: open + 1, token: { type: 'text', text: '<' } });

const upTo = (found: number, length: number): Piece | null => (found < 0 ? null : { end: found + length, token: null });

/** After its `>`, which may also stand in a quoted attribute, or after a `<` before that; null without either. */
function endOfTag(text: string, from: number): number | null {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>' || char === '<') return at + 1;
  }
  return null;
}

/** What these hold is no content. */
const SILENT: ReadonlySet<string> = new Set(['style', 'script', 'title']);

function silent(text: string, from: number, tag: string): Piece | null {
  const closing = new RegExp(`</${tag}\\s*>`, 'gi');
  closing.lastIndex = from;
  return closing.exec(text) === null ? null : { end: closing.lastIndex, token: null };
}

/** An attribute's value, which may lack its quotes; undefined without one. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : decodeHtml(value);
}
