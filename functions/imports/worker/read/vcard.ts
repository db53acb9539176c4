import { groupCell } from '../../../../shared/domain/imports/json.ts';
import { unreadable } from './limits.ts';
import type { Found } from './table.ts';
import { type CardLine, cardLines } from './vcard-lines.ts';

export const isVcard = (first: string): boolean => /^\s*BEGIN:VCARD\b/i.test(first);

/** The people in an address book. Throws FileError when it ends within a card. */
export async function* vcardRecords(text: AsyncIterable<string>): AsyncGenerator<Found> {
  let card: CardLine[] | null = null;
  let begun = 0;
  for await (const one of cardLines(text)) {
    const isCard = /^VCARD$/i.test(one.value.trim());
    if (one.property === 'BEGIN' && isCard) [card, begun] = [[], one.line];
    else if (one.property === 'END' && isCard && card !== null) {
      yield { line: begun, cells: cellsIn(card) };
      card = null;
    } else card?.push(one);
  }
  if (card !== null) throw unreadable({ code: 'vcard_open', line: begun });
}

/** Properties that become a field of a name, once. */
const FIELDS: Readonly<Record<string, string>> = {
  ...{ ORG: 'Organization', TITLE: 'Job title', BDAY: 'Birthday', NICKNAME: 'Nickname', ADR: 'Postal address' },
  ...{ NOTE: 'Notes', LANG: 'Language', URL: 'Website' },
};
/** Lines that say nothing of the person, or that are read by themselves. */
const SILENT =
  /^(?:VERSION|N|FN|TEL|EMAIL|CATEGORIES|UID|REV|PRODID|SOURCE|KIND|X-AB.*|X-PHONETIC.*|X-GTALK|X-SKYPE.*)$/;

function cellsIn(card: readonly CardLine[]): [string, string][] {
  const of = (property: string) => card.filter((one) => one.property === property && one.value.trim() !== '');
  const cells: [string, string][] = [];
  const name = textIn(of('FN')[0]?.value ?? '') || nameIn(of('N')[0]?.value ?? '') || textIn(of('ORG')[0]?.value ?? '');
  if (name !== '') cells.push(['Name', name]);
  for (const line of preferredFirst(of('TEL'))) if (!isFax(line)) cells.push(['Phone', numberIn(line)]);
  for (const { value } of preferredFirst(of('EMAIL'))) cells.push(['Email', textIn(value).replace(/^mailto:/i, '')]);
  for (const { value } of of('CATEGORIES')) cells.push(...groupsIn(partsOf(value, ',')));
  for (const [property, column] of Object.entries(FIELDS)) {
    const text =
      property === 'NOTE'
        ? of(property)
            .map(({ value }) => textIn(value))
            .join('\n')
        : textIn(of(property)[0]?.value ?? '');
    if (text !== '') cells.push([column, property === 'BDAY' ? dayIn(text) : text]);
  }
  for (const { property, value } of card)
    if (!SILENT.test(property) && !(property in FIELDS)) cells.push([property, textIn(value)]);
  return firstOfEach(cells);
}

/** A person has a value once, but several addresses and groups. */
function firstOfEach(cells: readonly [string, string][]): [string, string][] {
  const seen = new Set<string>();
  return cells.filter(([column, text]) => {
    if (text === '' || (seen.has(column) && !['Phone', 'Email', 'Groups'].includes(column))) return false;
    seen.add(column);
    return true;
  });
}

const preferredFirst = (lines: readonly CardLine[]): readonly CardLine[] =>
  lines.toSorted((one, other) => Number(isPreferred(other)) - Number(isPreferred(one)));

const isPreferred = ({ params }: CardLine): boolean => params.has('PREF') || /\bpref\b/i.test(params.get('TYPE') ?? '');

const isFax = ({ params }: CardLine): boolean => /\b(?:fax|pager|modem)\b/i.test(params.get('TYPE') ?? '');

/** WhatsApp writes the whole number beside the one that is shown. */
function numberIn({ value, params }: CardLine): string {
  const whole = params.get('WAID') ?? '';
  if (/^\d{7,15}$/.test(whole)) return `+${whole}`;
  return textIn(value)
    .replace(/^tel:/i, '')
    .replace(/;ext=(\d+)/i, ' x$1')
    .replace(/;[\w-]+=[^;]*/g, '');
}

/** Google's own labels say nothing: everybody is in `myContacts`. */
const OWN_LABEL = /^(?:\* ?.*|mycontacts|starred)$/i;

export const groupsIn = (names: readonly string[]): [string, string][] =>
  names.filter((name) => name !== '' && !OWN_LABEL.test(name)).map((name) => ['Groups', groupCell(name)]);

/** Prefix, given, further and family name, suffix; they stand in another order. */
function nameIn(value: string): string {
  const [family = '', given = '', further = '', prefix = '', suffix = ''] = partsOf(value, ';');
  return [prefix, given, further, family, suffix].filter((part) => part !== '').join(' ');
}

/** `19850413` as a day; without a year it stays as it is. */
const dayIn = (text: string): string => text.replace(/^(\d{4})(\d{2})(\d{2})(?:T.*)?$/, '$1-$2-$3');

const textIn = (value: string): string =>
  partsOf(value, ';')
    .filter((part) => part !== '')
    .join(', ');

/** Parts of a value, which a backslash keeps together. */
function partsOf(value: string, separator: ',' | ';'): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const char of value.match(/\\[\s\S]|[\s\S]/g) ?? [])
    if (char === separator) {
      parts.push(part);
      part = '';
    } else part += char.length === 1 ? char : (ESCAPED[char] ?? char.slice(1));
  return [...parts, part].map((one) => one.trim());
}

const ESCAPED: Readonly<Record<string, string>> = { '\\n': '\n', '\\N': '\n' };
