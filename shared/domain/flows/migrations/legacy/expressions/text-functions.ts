import { given, type LegacyFunction, legacyFn, ofText, trueOrFalse } from './function.ts';
import {
  call,
  chain,
  datesAsText,
  integerLiteral,
  LEVELS,
  minus,
  number,
  quoted,
  type Translated,
  UntranslatableError,
} from './translated.ts';

/** Positions were counted from 1, and are counted from 0. */
function fromZero(position: Translated): Translated {
  const value = integerLiteral(position);
  if (value === 0) throw new UntranslatableError();
  if (value !== null) return number(value > 0 ? value - 1 : value);
  return chain('-', LEVELS['+'], 'number', [position, number(1)]);
}

const spaces = (bySpaces: Translated | undefined): readonly Translated[] =>
  trueOrFalse(bySpaces) ? [quoted(' \t')] : [];

function word(...values: readonly Translated[]): Translated {
  return call('word', 'text', datesAsText(given(values, 0)), fromZero(given(values, 1)), ...spaces(values[2]));
}

/** `WORD_SLICE(text, start, [stop], [by_spaces])`, where a negative stop counts from the end. */
function wordSlice(...values: readonly Translated[]): Translated {
  const text = datesAsText(given(values, 0));
  const start = integerLiteral(given(values, 1));
  const [stop, delimiters] = [values[2] && integerLiteral(values[2]), spaces(values[3])];
  if (start === -1 && values[2] === undefined) return call('word', 'text', text, number(-1), ...delimiters);
  if (start !== null && start < 1) throw new UntranslatableError();
  const from = fromZero(given(values, 1));
  if (values[2] === undefined) return call('word_slice', 'text', text, from);
  const words = call('word_count', 'number', text, ...delimiters);
  const isFromEnd = typeof stop === 'number' && stop < 0;
  const to = isFromEnd ? chain('-', LEVELS['+'], 'number', [words, number(-stop)]) : fromZero(values[2]);
  return call('word_slice', 'text', text, from, to, ...delimiters);
}

function right(...values: readonly Translated[]): Translated {
  const count = given(values, 1);
  if (integerLiteral(count) === 0) return quoted('');
  return call('text_slice', 'text', datesAsText(given(values, 0)), minus(count));
}

/** `SUBSTITUTE(text, old, new, [instance])`: only the first instance can be replaced alone. */
function substitute(...values: readonly Translated[]): Translated {
  if (values[3] !== undefined && integerLiteral(values[3]) !== 1) throw new UntranslatableError();
  return call('replace', 'text', ...values.map(datesAsText));
}

const concatenate = (...values: readonly Translated[]): Translated =>
  chain('&', LEVELS['&'], 'text', values.map(datesAsText));

/** Functions of texts, by their names in lower case. */
export const TEXT_FUNCTIONS: Readonly<Record<string, LegacyFunction>> = {
  char: ofText('char', 1, 1),
  clean: ofText('clean', 1, 1),
  code: ofText('code', 1, 1, 'number'),
  concatenate: legacyFn(1, 100, concatenate),
  field: legacyFn(2, 3, (...values) =>
    call('field', 'text', datesAsText(given(values, 0)), fromZero(given(values, 1)), values[2] ?? quoted(' ')),
  ),
  first_word: legacyFn(1, 1, (...values) => call('word', 'text', datesAsText(given(values, 0)), number(0))),
  format_location: ofText('format_location', 1, 1),
  left: legacyFn(2, 2, (...values) =>
    call('text_slice', 'text', datesAsText(given(values, 0)), number(0), given(values, 1)),
  ),
  len: ofText('text_length', 1, 1, 'number'),
  lower: ofText('lower', 1, 1),
  proper: ofText('title', 1, 1),
  read_digits: ofText('read_chars', 1, 1),
  regex_group: ofText('regex_match', 3, 3),
  remove_first_word: ofText('remove_first_word', 1, 1),
  rept: ofText('repeat', 2, 2),
  right: legacyFn(2, 2, right),
  substitute: legacyFn(3, 4, substitute),
  unichar: ofText('char', 1, 1),
  unicode: ofText('code', 1, 1, 'number'),
  upper: ofText('upper', 1, 1),
  url_encode: ofText('url_encode', 1, 1),
  word: legacyFn(2, 3, word),
  word_count: legacyFn(1, 2, (...values) =>
    call('word_count', 'number', datesAsText(given(values, 0)), ...spaces(values[1])),
  ),
  word_slice: legacyFn(2, 4, wordSlice),
};
