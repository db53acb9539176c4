// Not from query.ts: a list would load all of the language before its rows.
import { printValue } from '../../../shared/query/print.ts';
import { tokenize } from '../../../shared/query/syntax/lexer.ts';
import { plainText } from '../../../shared/query/values/plain-text.ts';

/** A number as people write it; without the zero or plus before it, it is a part of the stored one. */
const NUMBER = /^[+\d(][\d .\-()/]{2,}$/;
const FEWEST_DIGITS = 3;
/** What only the language of queries has. Any other text is words. */
const QUERY = new Set(['COMPARATOR', 'STRING', 'AND', 'OR', '(', ')']);

/**
 * What a typed text asks. Words and numbers find people by any part of a name or number, without accents and capitals.
 * Queries stay as they are. An anonymous workspace is not searched by numbers.
 */
export function meaningOf(typed: string, isAnonymous: boolean): string {
  const text = typed.trim();
  if (!isAnonymous && NUMBER.test(text) && partOfNumber(text).length >= FEWEST_DIGITS) return numberWith(text);
  if (text === '' || tokenize(text).some(({ kind }) => QUERY.has(kind))) return text;
  const words = text.split(/\s+/).map((word) => wordCondition(word, isAnonymous));
  return words.filter((word, at) => words.indexOf(word) === at).join(' AND ');
}

function wordCondition(word: string, isAnonymous: boolean): string {
  if (isAnonymous) return plainText(word) === '' || /^[A-HJ-NP-Z2-9]{6,7}$/.test(word) ? word : named(word);
  if (NUMBER.test(word) && partOfNumber(word).length >= FEWEST_DIGITS) return numberWith(word);
  if (/^\w+:./.test(word)) return word;
  return /.@./.test(word) ? `urn ~ ${printValue(word)}` : named(word);
}

const named = (word: string): string => `plain_name ~ ${printValue(plainText(word) || word)}`;

const partOfNumber = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '');

/** Digits alone may also be a part of a name: "Patient 1204". */
function numberWith(text: string): string {
  const number = `urns.tel ~ ${partOfNumber(text)}`;
  return /^\d+$/.test(text) ? `(${number} OR ${named(text)})` : number;
}
