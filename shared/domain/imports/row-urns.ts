/** The addresses in a cell of an import. */
import { isDiallable, normalizeUrn } from '../contacts/urns.ts';
import type { Settings } from '../workspace.ts';
import { type Wrong, wrong } from './record.ts';
import { CLEAR, cellText, isShortened } from './values.ts';
import { whatsappPath } from './whatsapp.ts';

interface Taking {
  readonly country: Settings['country'];
  /** The cell is one address as a contact had it. */
  readonly exact: boolean;
}

/**
 * Adds the addresses in a cell, in normal form, or says what is wrong with one. Several are apart by `,`, `;` or `|`, where none of these can be part of
 * an address.
 */
export function takeUrns(urns: string[], scheme: string | null, text: string, taking: Taking): Wrong | null {
  // A shortened number with a comma in it is one, and not two.
  if (taking.exact || isShortened(text)) return takeOneUrn(urns, scheme, text, taking);
  const many =
    (scheme === null && text.split(/[,;|]/).every((one) => looksLikeUrn(one.trim()))) ||
    scheme === 'tel' ||
    scheme === 'whatsapp' ||
    (scheme === 'mailto' && text.split(/[,;|]/).every((one) => one.includes('@')));
  for (const one of many ? text.split(/[,;|]/) : [text]) {
    const problem = takeOneUrn(urns, scheme, scheme === null ? withSeparators(one.trim()) : one.trim(), taking);
    if (problem !== null) return problem;
  }
  return null;
}

/** What stands between several is written by its number within one (`shared/domain/exports/table.ts`). */
const withSeparators = (text: string): string =>
  text.replace(/%(2C|3B|7C)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Of what a cell without a scheme holds, and may hold several of. */
const looksLikeUrn = (text: string): boolean => /^[a-z]+:/i.test(text) || text.includes('@') || /^[+\d]/.test(text);

/** Marks that nobody sees come along with numbers from chats; in other addresses they may be part of them. */
const seen = (urn: string): string => (/^(?:tel|whatsapp|mailto):/i.test(urn) ? cellText(urn) : urn);

function takeOneUrn(urns: string[], scheme: string | null, text: string, { country, exact }: Taking): Wrong | null {
  if (text === '' || text === CLEAR) return null;
  if (isShortened(text)) return wrong('shortened_number', { code: 'row_shortened', text });
  const urn = exact ? text : seen(urnText(scheme, text.replace(FLOAT, '$1'), country));
  const normal = normalizeUrn(urn, country);
  // What was an address of a contact is one: a short code too.
  if (!normal.ok || !(exact || (isDiallable(normal.urn) && !EXTENSION.test(urn))))
    return wrong('invalid_address', { code: 'row_no_address', text });
  if (!urns.includes(normal.urn)) urns.push(normal.urn);
  return null;
}

/** A number that a program has taken for one with a fraction: all its digits are there. */
const FLOAT = /^(\+?\d{7,15})\.0$/;

/** Behind it are more people than one. */
const EXTENSION = /^tel:[^a-z]*\d[^a-z]*x[^a-z]*\d+$/i;

function urnText(scheme: string | null, text: string, country: Settings['country']): string {
  if (scheme === null) return /^[a-z]+:/i.test(text) ? text : `${text.includes('@') ? 'mailto' : 'tel'}:${text}`;
  if (text.toLowerCase().startsWith(`${scheme}:`)) return text;
  if (scheme === 'whatsapp') return `whatsapp:${whatsappPath(cellText(text), country) ?? ''}`;
  return `${scheme}:${text.replace(/[#%?]/g, escaped)}`;
}

const escaped = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
