import { toText } from '../../../template-values/convert.ts';
import { objectValue, type Value } from '../../../template-values/value.ts';
import { splitWords } from '../../../text/words.ts';
import { at, fn, meteredFn } from '../../template/library/function.ts';
import { matchingSteps, matchPattern } from '../../template/library/pattern.ts';
import { found, match } from './match.ts';

const text = (values: readonly Value[], index = 0): string => toText(at(values, index));

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Tests the operand's words against the argument's; returns the words that were found, or null. */
const wordTest = (find: (words: readonly string[], wanted: readonly string[]) => readonly string[] | null) =>
  fn(2, 2, (values) => {
    const words = find(splitWords(text(values)), splitWords(text(values, 1)));
    return words === null ? false : match(words.join(' '));
  });

function phraseIn(words: readonly string[], wanted: readonly string[]): readonly string[] | null {
  for (let start = 0; start + wanted.length <= words.length; start++) {
    const part = words.slice(start, start + wanted.length);
    if (part.every((word, i) => same(word, wanted[i] ?? ''))) return part;
  }
  return null;
}

const wantedAmong = (words: readonly string[], wanted: readonly string[]): readonly string[] =>
  words.filter((word) => wanted.some((other) => same(word, other)));

function beginning(value: string, start: string): Value {
  const whole = value.trim();
  const wanted = start.trim();
  const prefix = whole.slice(0, wanted.length);
  return wanted !== '' && same(prefix, wanted) ? match(prefix) : false;
}

function pattern(value: string, source: string): Value {
  const groups = matchPattern(source.trim(), value);
  if (groups === null) return false;
  return match(groups[0] ?? '', objectValue(Object.fromEntries(groups.map((group, i) => [String(i), group]))));
}

/** Every character that RFC 5322 allows before the `@`. */
const LOCAL = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]$/u;
const DOMAIN = /@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** The first e-mail address in a text, or null. Quotes around it do not belong to it: `'ann@example.com'`. */
function emailIn(value: string): string | null {
  for (const { 0: domain, index } of value.matchAll(DOMAIN)) {
    const local = localBefore(value, index);
    if (local === '') continue;
    const path = local.replace(/^[.|?&*/'$]+/, '');
    return path === '' ? null : path + domain;
  }
  return null;
}

/** Walks back to its beginning, which takes linear time. */
function localBefore(value: string, end: number): string {
  let start = end;
  while (start > 0) {
    const wide = start > 1 && (value.codePointAt(start - 2) ?? 0) > 0xffff ? 2 : 1;
    if (!LOCAL.test(value.slice(start - wide, start))) break;
    start -= wide;
  }
  return value.slice(start, end);
}

/** Tests of texts (TextIt 8.9); case does not matter. */
export const TEXT_TESTS = {
  has_text: fn(1, 1, (values) => found(text(values).trim() || null)),
  has_only_text: fn(2, 2, (values) => (text(values) === text(values, 1) ? match(text(values)) : false)),
  has_phrase: wordTest(phraseIn),
  has_only_phrase: wordTest((words, wanted) => (words.length === wanted.length ? phraseIn(words, wanted) : null)),
  has_any_word: wordTest((words, wanted) => {
    const matched = wantedAmong(words, wanted);
    return matched.length > 0 ? matched : null;
  }),
  has_all_words: wordTest((words, wanted) =>
    wanted.every((other) => words.some((word) => same(word, other))) ? wantedAmong(words, wanted) : null,
  ),
  has_beginning: fn(2, 2, (values) => beginning(text(values), text(values, 1))),
  has_pattern: meteredFn(matchingSteps, 2, 2, (values) => pattern(text(values), text(values, 1))),
  has_email: fn(1, 1, (values) => found(emailIn(text(values)))),
} as const;
