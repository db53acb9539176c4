import { END_TEXT, type Token, type TokenKind } from './token.ts';

const WORD_SIGNS = "_.-+/'@:";
/** Marks are part of letters, as the vowels of `नमस्ते`. */
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{Nd}]/u;
const ASCII_PROPERTY = /^(?:[a-z]+\.)?[a-z0-9_]+$/i;
const PROPERTY = /^(?:[\p{L}\p{M}]+\.)?[\p{L}\p{M}\p{Nd}_]+$/u;

/** By ASCII code, whether a character can be part of a word. A table, because it is asked for most characters. */
const ASCII_WORD: readonly boolean[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return WORD_SIGNS.includes(character) || /[A-Za-z0-9]/.test(character);
});

const RESERVED: Readonly<Record<string, TokenKind>> = { and: 'AND', or: 'OR', has: 'COMPARATOR', is: 'COMPARATOR' };
const LONGEST_RESERVED = 3;

/**
 * Cuts `text` between `start` and `end` into tokens; the last one is EOF (TextIt 5.2). It never fails: a character that
 * fits nowhere becomes an ERROR token, so that an input box can colour a broken query.
 *
 * The longest token wins. A run of word characters is a PROPERTY when all of it can name one, else TEXT. The words
 * `and`, `or`, `has` and `is` are never literals.
 */
export function tokenize(text: string, start = 0, end = text.length): readonly Token[] {
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    if (isSpace(text.charCodeAt(at))) {
      at += 1;
    } else {
      const token = tokenAt(text, at, end);
      tokens.push(token);
      at = token.end;
    }
  }
  tokens.push({ kind: 'EOF', text: END_TEXT, start: end, end });
  return tokens;
}

function tokenAt(text: string, start: number, end: number): Token {
  const wordEnd = endOfWord(text, start, end);
  if (wordEnd > start) return wordToken(text, start, wordEnd);
  const character = characterAt(text, start);
  if (character === '(' || character === ')') return token(character, text, start, start + 1);
  if (character === '"') return stringToken(text, start, end);
  const length = comparatorLength(text, start);
  if (length > 0) return token('COMPARATOR', text, start, start + length);
  return token('ERROR', text, start, start + character.length);
}

const token = (kind: TokenKind, text: string, start: number, end: number): Token => ({
  kind,
  text: text.slice(start, end),
  start,
  end,
});

/** COMPARATOR : '=' | '!=' | '~' | '>=' | '<=' | '>' | '<' returns its length, 0 when there is none at `at` */
function comparatorLength(text: string, at: number): number {
  const isDouble = text[at + 1] === '=';
  switch (text[at]) {
    case '=':
    case '~':
      return 1;
    case '<':
    case '>':
      return isDouble ? 2 : 1;
    case '!':
      return isDouble ? 2 : 0;
    default:
      return 0;
  }
}

function endOfWord(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const length = wordCharacterAt(text, at);
    if (length === 0) break;
    at += length;
  }
  return at;
}

function wordToken(text: string, start: number, end: number): Token {
  const word = text.slice(start, end);
  const reserved = word.length <= LONGEST_RESERVED ? RESERVED[word.toLowerCase()] : undefined;
  return { kind: reserved ?? (isPropertyWord(word) ? 'PROPERTY' : 'TEXT'), text: word, start, end };
}

/**
 * STRING : '"' ( not '"' | '\"' )* '"'. A quote after a backslash can end the string or be part of it: the longest
 * token wins, so it ends the string only when no later quote does. Without any end, the opening quote alone is an
 * ERROR.
 */
function stringToken(text: string, start: number, end: number): Token {
  let possibleEnd = -1;
  for (let at = start + 1; at < end; at += 1) {
    if (text[at] !== '"') continue;
    possibleEnd = at + 1;
    const escaped = at - 1 > start && text[at - 1] === '\\';
    if (!escaped) break;
  }
  return possibleEnd < 0 ? token('ERROR', text, start, start + 1) : token('STRING', text, start, possibleEnd);
}

/** Space, tab, line feed and carriage return separate tokens. */
const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;

/** The length in UTF-16 units of the word character at `at`; 0 when it is not one. */
function wordCharacterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return ASCII_WORD[code] ? 1 : 0;
  const character = characterAt(text, at);
  return LETTER_OR_DIGIT.test(character) ? character.length : 0;
}

/** The whole character at `at`, with both halves of a surrogate pair. */
const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);

/** Whether a word can name a property: an optional prefix of letters and a dot, then letters, digits, `_`. */
const isPropertyWord = (word: string): boolean => ASCII_PROPERTY.test(word) || PROPERTY.test(word);
