/** Decides from the letters beside a part whether its text passes a test, so that the text itself is not asked. */
import type { Condition } from '../../../query/query.ts';

/** Where a part was found in a buffer of folded texts, and where its text begins. */
interface PartPlace {
  readonly bytes: Buffer;
  readonly at: number;
  readonly from: number;
}

/** Whether the letters tell that the text passes. Otherwise it must be asked. */
type DecideText = (place: PartPlace) => boolean;

const SPACE = 0x20;
const HYPHEN = 0x2d;
const NEW_LINE = 0x0a;
const COLON = 0x3a;

const undecided: DecideText = () => false;

/** @param part - `folded`, as the condition looks for it */
export function decideBy({ property, operator }: Condition, part: string): DecideText {
  // The texts may have the other small sigma.
  if (operator !== '~' || part.includes('σ')) return undecided;
  if (property.type === 'scheme') return inPath(Buffer.from(`${property.key}:`), part);
  if (property.type === 'attribute' && property.key === 'urn') return inPath(null, part);
  if (property.type === 'added') return () => true;
  return WORD.test(part) ? startsWord : undecided;
}

/** Letters that Unicode's rules never part from each other: a word that begins with some of them has them all. */
const WORD =
  /^(?:(?=[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Ethiopic}\p{sc=Devanagari}])\p{L}|[0-9])+$/u;

/** A word begins at the begin of a text, and after each space and hyphen. */
const startsWord: DecideText = ({ bytes, at, from }) =>
  at === from || bytes[at - 1] === SPACE || bytes[at - 1] === HYPHEN;

/** Addresses are lines; each begins with its scheme, which has no colon. */
function inPath(scheme: Buffer | null, part: string): DecideText {
  if (part.includes('\\')) return undecided;
  return ({ bytes, at, from }) => {
    let line = at;
    let colon = -1;
    for (; line > from && bytes[line - 1] !== NEW_LINE; line--) if (bytes[line - 1] === COLON) colon = line - 1;
    return colon >= 0 && (scheme === null || scheme.equals(bytes.subarray(line, colon + 1)));
  };
}
