const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};
const NAMES = new Map(Object.entries(ESCAPES).map(([name, character]) => [character, name]));

/** As Go's literals: on one line, and each quote with a backslash. Go decodes nothing of others. */
const LITERAL = /^(?:[^"\\\n]|\\.)*$/u;
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([\s\S]?))/g;
const NEEDS_ESCAPE = /["\\]|(?! )[\p{C}\p{Z}]/gu;
const LARGEST_CODE_POINT = 0x10ffff;

/** The text of a STRING token with C-like escapes decoded; if one is wrong, only the quotes go (TextIt 5.3). */
export function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (!inner.includes('\\') || !LITERAL.test(inner)) return inner;
  return unescaped(inner) ?? inner;
}

/** A text with its escapes decoded; null when one is wrong. */
function unescaped(text: string): string | null {
  let valid = true;
  const result = text.replace(
    ESCAPE,
    (_, hex?: string, short?: string, long?: string, octal?: string, name?: string) => {
      const character = name === undefined ? numbered(hex ?? short ?? long, octal) : ESCAPES[name];
      valid &&= character !== undefined;
      return character ?? '';
    },
  );
  return valid ? result : null;
}

function numbered(hex: string | undefined, octal: string | undefined): string | undefined {
  const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
  const largest = hex === undefined ? 0xff : LARGEST_CODE_POINT;
  return code <= largest && (code & ~0x7ff) !== 0xd800 ? String.fromCodePoint(code) : undefined;
}

/**
 * Writes `text` as a STRING token that reads back as the same text. Invisible characters are escaped, as in Go. A
 * backslash before the closing quote is `\x5c` unless that is the `last` quote: after `\\` the lexer would take the
 * quote for an escaped one.
 */
export function quote(text: string, last = false): string {
  const inner = text.replace(NEEDS_ESCAPE, escaped);
  return `"${last ? inner : inner.replace(/\\\\$/, '\\x5c')}"`;
}

function escaped(character: string): string {
  const name = NAMES.get(character);
  if (name !== undefined) return `\\${name}`;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${hexDigits(code, 2)}`;
  return code < 0x10000 ? `\\u${hexDigits(code, 4)}` : `\\U${hexDigits(code, 8)}`;
}

const hexDigits = (code: number, length: number): string => code.toString(16).padStart(length, '0');
