/** Tags and texts of HTML and XML, of which a chunk may end anywhere. */
import { MOST_RECORD } from './limits.ts';

type MarkupToken =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'open' | 'close'; readonly tag: string; readonly attributes: string };

/** Without what is no content: comments, styles, scripts and declarations. */
const MARKUP =
  /<!--[\s\S]*?-->|<(style|script|title)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-z][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<[!?][^>]*>/iy;

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
      MARKUP.lastIndex = open;
      const found = MARKUP.exec(rest);
      if (found !== null) {
        at = MARKUP.lastIndex;
        const [, , closes, tag, attributes = ''] = found;
        if (tag !== undefined)
          yield { type: closes === '/' ? 'close' : 'open', tag: tag.toLowerCase().replace(/^.*:/, ''), attributes };
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

/** An attribute's value, which may lack its quotes; undefined without one. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : decoded(value);
}

/** The names of the letters from U+00A0, in their order. */
const LATIN =
  `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute
  micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
  Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
  Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml
  igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute
  thorn yuml`.split(/\s+/);

const OTHERS = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", ndash: '–', mdash: '—', hellip: '…', euro: '€' };
const QUOTES = { lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' };

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries({ ...OTHERS, ...QUOTES }),
]);

/** A text with the letters that its entities stand for. */
export const decoded = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,8}));/gi, (whole, hex?: string, decimal?: string, name = '') => {
    if (name !== '') return NAMED.get(name) ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
