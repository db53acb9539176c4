import type { Row } from '../api/index.ts';
import type { FirstTexts } from '../texts/index.ts';

/** A contact's name, else its first address, else the text for contacts without a name. */
export const nameOf = (row: Row, texts: FirstTexts): string => {
  const name = row.name?.trim();
  if (name !== undefined && name !== '') return name;
  return row.anon_display ?? (addressOf(row) || texts.contacts.unnamed);
};

/** The first address without its scheme; empty when there is none. */
export function addressOf({ urns = [] }: Row): string {
  const [first] = urns;
  if (first === undefined) return '';
  const identity = typeof first === 'string' ? first : `${first.scheme}:${first.path}`;
  return pathOf(identity);
}

/** `tel:+250788123456?channel=…#display` as `+250788123456`. */
export const pathOf = (urn: string): string => urn.replace(/^[a-z]+:/i, '').replace(/[?#].*$/s, '');
