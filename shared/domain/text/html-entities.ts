/** The HTML 4 names of the characters from U+00A0 to U+00FF, in order. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot ' +
  'cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml ' +
  'Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ' +
  'ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** Other characters that texts have: quotes, dashes, currencies, arrows. */
const OTHERS =
  'amp & lt < gt > quot " apos \' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ circ ˆ tilde ˜ ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ' +
  'ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › euro € trade ™ larr ← uarr ↑ ' +
  'rarr → darr ↓ harr ↔ minus − le ≤ ge ≥ ne ≠ asymp ≈ infin ∞ radic √ sum ∑ fnof ƒ hearts ♥ check ✓';

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(' ').map((name, i) => [name, String.fromCharCode(0xa0 + i)] as const),
  ...Array.from(OTHERS.matchAll(/\b(\w+) (\S)/gu), ([, name = '', character = '']) => [name, character] as const),
]);

/**
 * Replaces HTML's `&amp;`, `&#233;`, `&#xe9;` by characters, and spaces that do not break by others, as in TextIt. An
 * unknown name stays as it is.
 */
export const decodeHtml = (text: string): string => text.replace(ENTITY, decoded).replaceAll('\u00a0', ' ');

const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi;

function decoded(whole: string, hex?: string, digits?: string, name = ''): string {
  if (hex === undefined && digits === undefined) return NAMED.get(name) ?? whole;
  const code = Number.parseInt(hex ?? digits ?? '', hex === undefined ? 10 : 16);
  return code === 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code).toWellFormed();
}
