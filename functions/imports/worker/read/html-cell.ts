import { attribute } from './markup.ts';
import { numberText } from './spreadsheet-cells.ts';

/** A number as it is shown, which a narrow or rounded column may have shortened. */
const NUMBER = /^(?:#+|[-+]?[\d\s,]*(?:\.\d*)?(?:E[+-]?\d+)?\s?%?)$/i;

/**
 * The text of a cell: of a shown number all digits, which Excel keeps beside it.
 *
 * @param text - with a line break as U+0001
 */
export function shownCell(text: string, attributes: string): string {
  const shown = text
    .replace(/\s+/g, ' ')
    .split('\u0001')
    .map((line) => line.trim())
    .join('\n')
    .trim();
  const type = attribute(attributes, 'ss:Type');
  if (type === 'DateTime') return dateTime(shown);
  if (type === 'Boolean') return shown === '1' ? 'true' : 'false';
  const number = type === 'Number' ? shown : attribute(attributes, 'x:num');
  if (number === undefined || number === '' || !NUMBER.test(shown) || !Number.isFinite(Number(number))) return shown;
  return numberText(Number(number));
}

/** `2026-01-31T10:00:00.000` without what nobody sees. */
const dateTime = (text: string): string =>
  text
    .replace(/(?<=:\d\d)\.0+$/, '')
    .replace(/T00:00:00$/, '')
    .replace(/^([^\sT]+)T(\S+)$/, '$1 $2');
