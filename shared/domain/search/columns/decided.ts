/** Decides from the letters beside a part whether its text passes a test, so that the text itself is not asked. */
import type { Condition } from '../../../query/query.ts';

/**
 * What the letters beside a place of a part say. True: the text passes. False: not because of this place. Null: the
 * text must be asked. `from` and `to` are the ends of the text in the buffer.
 */
type DecideText = (bytes: Buffer, at: number, from: number, to: number) => boolean | null;

const SPACE = 0x20;
const HYPHEN = 0x2d;
const NEW_LINE = 0x0a;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const A = 0x61;
const Z = 0x7a;
const ZERO = 0x30;
const NINE = 0x39;

const undecided: DecideText = () => null;

/** @param part - `folded`, as the condition looks for it */
export function decideBy({ property, operator }: Condition, part: string): DecideText {
  // The texts may have the other small sigma.
  if (operator !== '~' || part.includes('σ')) return undecided;
  if (property.type === 'scheme') return inPath(Buffer.from(`${property.key}:`), part);
  if (property.type === 'attribute' && property.key === 'urn') return inPath(null, part);
  if (property.type === 'added') return () => true;
  return WORD.test(part) ? startsWord : undecided;
}

/** Unicode's rules never part letters of these scripts and digits from each other, nor marks from what is before. */
const SCRIPT = String.raw`(?=[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Ethiopic}\p{sc=Devanagari}\p{sc=Inherited}])`;
const LETTER = String.raw`(?:${SCRIPT}\p{L}|[0-9])`;
const MARK = String.raw`(?:${SCRIPT}\p{M})`;
const WORD = new RegExp(`^${LETTER}+$`, 'u');
const IN_WORD = new RegExp(`${LETTER}${MARK}*$`, 'u');
const UNTIL_END = new RegExp(`^(?:${LETTER}|${MARK})*(?:[ -]|$)`, 'u');

/** Bytes of a letter and its marks, mostly; when there are more, the text is asked. */
const BEFORE = 12;

/** A word begins at the begin of a text, and after each space and hyphen. With other signs in it, it may be none. */
const startsWord: DecideText = (bytes, at, from, to) => {
  const before = bytes[at - 1];
  if (at > from && !isBetween(before))
    return isLetter(before) || IN_WORD.test(bytes.toString('utf8', Math.max(from, at - BEFORE), at)) ? false : null;
  let end = at;
  while (end < to && isLetter(bytes[end])) end++;
  return end === to || isBetween(bytes[end]) || UNTIL_END.test(bytes.toString('utf8', end, to)) || null;
};

const isBetween = (byte = 0): boolean => byte === SPACE || byte === HYPHEN;
const isLetter = (byte = 0): boolean => (byte >= A && byte <= Z) || (byte >= ZERO && byte <= NINE);

/** Addresses are lines; each begins with its scheme, which has no colon. */
function inPath(scheme: Buffer | null, part: string): DecideText {
  if (part.includes('\\')) return undecided;
  return (bytes, at, from) => {
    // The `n` of a line break that is escaped.
    if (bytes[at - 1] === BACKSLASH) return null;
    let line = at;
    let colon = -1;
    for (; line > from && bytes[line - 1] !== NEW_LINE; line--) if (bytes[line - 1] === COLON) colon = line - 1;
    return colon >= 0 && (scheme === null || scheme.equals(bytes.subarray(line, colon + 1)));
  };
}
