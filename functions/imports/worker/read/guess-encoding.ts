import { analyse } from 'chardet';
import type { TextReading } from '../../../../shared/domain/imports/plan.ts';
import { CODE_PAGES } from './code-pages.ts';

/** Encodings that are shown besides the one that is taken. */
const MOST_OTHERS = 4;
const EXAMPLES = 3;
const EXAMPLE_LENGTH = 60;

/** Usual ones of Western programs, of which a few letters say little. */
const USUAL = ['windows-1252', 'macintosh'];

/**
 * How some lines read by the encodings that they may be in, the most probable first, or the one that somebody named.
 * The library knows languages by pairs of letters. Of a few names it knows little, so the first are those by which
 * they are made of letters.
 */
export function readingsOf(lines: Buffer, named: string | null): readonly [TextReading, ...TextReading[]] {
  const guessed = analyse(lines).flatMap(({ name, confidence }) => (confidence > 0 ? [name] : []));
  const known = [...guessed, ...USUAL].flatMap(knownAs).filter((encoding) => encoding !== named);
  const read = (encoding: string) => ({ encoding, text: new TextDecoder(encoding).decode(lines) });
  const others = [...new Set(known)].map(read).toSorted((one, other) => letters(other.text) - letters(one.text));
  const all = [...(named === null ? [] : [read(named)]), ...others].slice(0, 1 + MOST_OTHERS);
  const [taken = read('windows-1252'), ...rest] = all;
  return [shown(taken), ...rest.map(shown)];
}

/** The name of an encoding here, if it has one: ISO-8859-1 is read as Windows-1252, which is more. */
function knownAs(name: string): readonly string[] {
  try {
    const { encoding } = new TextDecoder(name);
    return CODE_PAGES.filter((page) => page === encoding);
  } catch {
    return [];
  }
}

/** The part of letters in what is not ASCII. No text has such controls: an encoding that gives them is not its own. */
function letters(text: string): number {
  const all = text.match(/[^\0-\x7f]/gu) ?? [];
  const wrong = text.match(/[\u0080-\u009f\ufffd]/g) ?? [];
  const right = all.filter((char) => /[\p{L}\p{M}]/u.test(char));
  return (right.length - 10 * wrong.length) / Math.max(1, all.length);
}

/** With the first of its texts that are not ASCII. */
function shown({ encoding, text }: { readonly encoding: string; readonly text: string }): TextReading {
  const cells = text.split(/[\r\n\t,;|"]+/).filter((cell) => /[^\0-\x7f]/.test(cell));
  const examples = [...new Set(cells.map((cell) => cell.trim().slice(0, EXAMPLE_LENGTH)))].slice(0, EXAMPLES);
  return { encoding, examples };
}
