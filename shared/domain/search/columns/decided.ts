/** Decides from the letters beside a part whether its text passes a test, so that the text itself is not asked. */
import type { Condition } from '../../../query/query.ts';

/** Where a part was found in a buffer of folded texts, and where its text begins and ends. */
interface PartPlace {
  readonly bytes: Buffer;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Whether the text passes; null when the letters do not tell, so that the text must be asked. */
type DecideText = (place: PartPlace) => boolean | null;

const SPACE = 0x20;
const HYPHEN = 0x2d;
const NEW_LINE = 0x0a;
const COLON = 0x3a;
const DELETE = 0x7f;

const undecided: DecideText = () => null;

/** @param part - `folded`, as the condition looks for it */
export function decideBy({ property, operator }: Condition, part: string): DecideText {
  // The texts may have the other small sigma.
  if (part.includes('σ')) return undecided;
  const isPart = operator === '~';
  if (property.type === 'scheme') return isPart ? inPath(Buffer.from(`${property.key}:`), part) : undecided;
  if (property.type === 'attribute' && property.key === 'urn') return isPart ? inPath(null, part) : undecided;
  if (isPart) return WORD.test(part) ? startsWord : undecided;
  return property.type === 'field' && property.valueType !== 'text' ? undecided : isWhole(Buffer.byteLength(part));
}

/** Letters that Unicode's rules never part from each other: a word that begins with some of them has them all. */
const WORD =
  /^[[\p{L}&&[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Ethiopic}\p{sc=Devanagari}]]0-9]+$/v;

/** A word begins at the begin of a text, and after each space and hyphen. */
const startsWord: DecideText = ({ bytes, at, from }) =>
  at === from || bytes[at - 1] === SPACE || bytes[at - 1] === HYPHEN ? true : null;

/** Addresses are lines; each begins with its scheme, which has no colon. */
function inPath(scheme: Buffer | null, part: string): DecideText {
  if (part.includes('\\')) return undecided;
  return ({ bytes, at, from }) => {
    let line = at;
    let colon = -1;
    for (; line > from && bytes[line - 1] !== NEW_LINE; line--) if (bytes[line - 1] === COLON) colon = line - 1;
    if (colon < 0) return null;
    return scheme === null || scheme.equals(bytes.subarray(line, colon + 1)) ? true : null;
  };
}

/** A text that begins or ends with another letter is not the part alone. */
const isWhole =
  (length: number): DecideText =>
  ({ bytes, at, from, to }) =>
    (at > from && isLetter(bytes[from])) || (at + length < to && isLetter(bytes[to - 1])) ? false : null;

/** Of ASCII, and no space. */
const isLetter = (byte = 0): boolean => byte > SPACE && byte < DELETE;
