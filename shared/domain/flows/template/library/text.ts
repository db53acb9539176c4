import { lowerCase } from '../../../../query/lower-case.ts';
import { toBoolean, toInteger, toText } from '../../../template-values/convert.ts';
import { ofInteger } from '../../../template-values/decimal.ts';
import { EvaluationError } from '../../../template-values/error.ts';
import { listValue, type Value } from '../../../template-values/value.ts';
import { decodeHtml } from '../../../text/html-entities.ts';
import { afterFirstWord, splitWords } from '../../../text/words.ts';
import { at, fn, meteredFn } from './function.ts';
import { titleCase, upperCase } from './letter-case.ts';
import { matchingSteps, matchPattern } from './pattern.ts';

/** Bounds repeating and replacing, which could blow up a short template to any size. */
const MAX_TEXT = 10_000;

const text = (values: readonly Value[], index = 0): string => toText(at(values, index));

const mapText = (change: (value: string) => string) => fn(1, 1, (values) => change(text(values)));

/** Code points, as TextIt counts characters. */
const characters = (value: string): readonly string[] => Array.from(value);

/** Trims the given characters (default: white space). `/\s+$/` would take quadratic time. */
const trimmer = (ends: { start: boolean; end: boolean }) =>
  fn(1, 2, (values) => {
    const letters = characters(text(values));
    const given = new Set(text(values, 1));
    const isCut = (letter = 'x') => (given.size === 0 ? letter.trim() === '' : given.has(letter));
    let start = 0;
    let end = letters.length;
    while (ends.start && start < end && isCut(letters[start])) start++;
    while (ends.end && end > start && isCut(letters[end - 1])) end--;
    return letters.slice(start, end).join('');
  });

function word(words: readonly string[], index: number): string {
  const found = words.at(index);
  if (found === undefined)
    throw new EvaluationError(`index ${index} is out of range for the number of words ${words.length}`);
  return found;
}

function field(value: string, index: number, delimiter: string): string {
  if (index < 0) throw new EvaluationError('cannot use a negative index to FIELD');
  // Spaces in a row are one delimiter; tabs are not spaces.
  const fields = delimiter === ' ' ? value.split(/ +/u).filter(Boolean) : apart(value, delimiter);
  return fields[index]?.trim() ?? '';
}

/** Without a delimiter, every character is a field. */
const apart = (value: string, delimiter: string): readonly string[] =>
  delimiter === '' ? characters(value) : value.split(delimiter);

/** An empty needle is found before each character, and at the end. */
function replace(value: string, needle: string, replacement: string, count: number): string {
  const parts = needle === '' ? ['', ...characters(value), ''] : value.split(needle);
  const most = count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1);
  if (most * replacement.length > MAX_TEXT) throw new EvaluationError(`result is longer than ${MAX_TEXT} characters`);
  return [parts.slice(0, most + 1).join(replacement), ...parts.slice(most + 1)].join(needle);
}

function repeat(value: string, count: number): string {
  if (count < 0) throw new EvaluationError(`must be called with a positive integer, got ${count}`);
  if (value.length * count > MAX_TEXT) throw new EvaluationError(`result is longer than ${MAX_TEXT} characters`);
  return value.repeat(count);
}

const ELLIPSIS = '...';

/** The fourth value asks for dots behind what was cut, which must make the text shorter. */
function slice(value: string, values: readonly Value[]): string {
  const [start, end] = values.slice(1, 3).map(toInteger);
  const letters = characters(value);
  const rest = letters.slice(start);
  const cut = letters.slice(start, end);
  if (!toBoolean(at(values, 3))) return cut.join('');
  return cut.length + ELLIPSIS.length < rest.length ? `${cut.join('')}${ELLIPSIS}` : rest.join('');
}

/** Functions of text. Positions count from 0; a negative one counts from the end. */
export const TEXT = {
  upper: mapText(upperCase),
  lower: mapText(lowerCase),
  title: mapText(titleCase),
  trim: trimmer({ start: true, end: true }),
  trim_left: trimmer({ start: true, end: false }),
  trim_right: trimmer({ start: false, end: true }),
  /** Removes what does not print: control, format (such as zero-width), private and broken characters. */
  clean: mapText((value) => value.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')),
  char: fn(1, 1, (values) => {
    const code = toInteger(at(values, 0));
    // What is no character, such as half of a surrogate pair, is U+FFFD, as in TextIt.
    return code < 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code).toWellFormed();
  }),
  code: fn(1, 1, (values) => {
    const code = text(values).codePointAt(0);
    if (code === undefined) throw new EvaluationError('requires a string of at least one character');
    return ofInteger(code);
  }),
  word: fn(2, 3, (values) => word(splitWords(text(values), text(values, 2)), toInteger(at(values, 1)))),
  word_count: fn(1, 2, (values) => ofInteger(splitWords(text(values), text(values, 1)).length)),
  word_slice: fn(2, 4, (values) => {
    const start = toInteger(at(values, 1));
    const end = values.length > 2 ? toInteger(at(values, 2)) : -1;
    if (start < 0) throw new EvaluationError('must start with a positive index');
    if (end > 0 && end <= start) throw new EvaluationError('must have a end which is greater than the start');
    return splitWords(text(values), text(values, 3))
      .slice(start, end <= 0 ? undefined : end)
      .join(' ');
  }),
  remove_first_word: mapText(afterFirstWord),
  field: fn(3, 3, (values) => field(text(values), toInteger(at(values, 1)), text(values, 2))),
  split: fn(1, 2, (values) => listValue(splitWords(text(values), text(values, 1)))),
  text_length: fn(1, 1, (values) => ofInteger(characters(text(values)).length)),
  text_compare: fn(2, 2, (values) => ofInteger(compareText(text(values, 0), text(values, 1)))),
  text_slice: fn(2, 4, (values) => slice(text(values), values)),
  repeat: fn(2, 2, (values) => repeat(text(values), toInteger(at(values, 1)))),
  replace: fn(3, 4, (values) =>
    replace(text(values), text(values, 1), text(values, 2), values.length > 3 ? toInteger(at(values, 3)) : -1),
  ),
  url_encode: mapText((value) =>
    encodeURIComponent(value).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
  html_decode: mapText(decodeHtml),
  read_chars: mapText(readable),
  regex_match: meteredFn(matchingSteps, 2, 3, (values) => {
    const group = values.length > 2 ? toInteger(at(values, 2)) : 0;
    const groups = matchPattern(text(values, 1), text(values));
    const found = groups === null || group < 0 ? undefined : groups[group];
    if (found === undefined) throw new EvaluationError('invalid regular expression group');
    return found;
  }),
} as const;

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Digits one by one, in groups as people say them. Nine without a plus are a social security number. */
function readable(value: string): string {
  const digits = value.replace(/^\+/u, '');
  const spaced = (part: string): string => [...part].join(' ');
  if (value.length === 9 && digits === value)
    return [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)].map(spaced).join(' , ');
  if (digits.length % 3 === 0) return (digits.match(/.{3}/gsu) ?? []).map(spaced).join(' , ');
  if (digits.length % 4 === 0) return (digits.match(/.{4}/gsu) ?? []).map(spaced).join(' , ');
  return [...digits].join(' , ');
}
