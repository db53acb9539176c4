/** The addresses in a cell of an import. */

import { type Wrong, wrong } from '../../cells/record.ts';
import { CLEAR, cellText, isScientific, writtenOut } from '../../cells/values.ts';
import type { Settings } from '../../workspace.ts';
import { e164 } from '../phones.ts';
import { isDiallable, normalizeUrn } from '../urns.ts';
import { titlesIn } from './imported.ts';

interface Taking {
  readonly country: Settings['country'];
  /** The cell is one address as a contact had it. */
  readonly exact: boolean;
}

/** Names that products use for columns of addresses, by scheme. */
export const urnColumns = (): Readonly<Record<string, readonly string[]>> => ({
  tel: titlesIn(
    'phone phonenumber mobile mobilenumber mobilephone mobilephonenumber msisdn tel telephone cell cellphone',
    'number sms telefono telefone portable celular numerodetelephone notelephone ndetelephone telmobile',
    'telephonemobile telephoneportable numerodetelefono numerodetelefone telefonomovil telefonocelular movil',
    'telemovel gsm simu nambayasimu telefoni nimeroyatelefoni address(sms) address(voice)',
  ),
  mailto: titlesIn(
    'email emailaddress mail correo correoelectronico courriel adresseemail adressemail baruapepe',
    'address(email)',
  ),
  whatsapp: titlesIn('whatsapp whatsappnumber whatsappid'),
  fcm: ['address(gcm)'],
});

/** Adds a cell's addresses, separated by `,`, `;` or `|`, in normal form, or says what is wrong with one. */
export function takeUrns(urns: string[], scheme: string | null, text: string, taking: Taking): Wrong | null {
  // A number with a comma may be one number.
  if (taking.exact || isScientific(text) || isOneNumber(text)) return takeOneUrn(urns, scheme, text, taking);
  const many =
    (scheme === null && text.split(/[,;|]/).every((one) => looksLikeUrn(one.trim()))) ||
    scheme === 'tel' ||
    scheme === 'whatsapp' ||
    ((scheme === null || scheme === 'mailto') && GOES_ON.test(text));
  for (const one of many ? text.split(/[,;|]/) : [text]) {
    const problem = takeOneUrn(urns, scheme, scheme === null ? withSeparators(one.trim()) : one.trim(), taking);
    if (problem !== null && !takeNumbers(urns, scheme, one, taking)) return problem;
  }
  return null;
}

/** Takes `0788123456 / 0788123457`, which is no number, as two; false unless each of them is one. */
function takeNumbers(urns: string[], scheme: string | null, text: string, taking: Taking): boolean {
  const numbers = scheme === 'tel' || scheme === 'whatsapp' ? numbersIn(text) : [];
  const taken: string[] = [];
  if (numbers.length < 2 || numbers.some((one) => takeOneUrn(taken, scheme, one, taking) !== null)) return false;
  for (const urn of taken) if (!urns.includes(urn)) urns.push(urn);
  return true;
}

/** Separators within an address are written as numbers (`shared/domain/exports/table.ts`). */
const withSeparators = (text: string): string =>
  text.replace(/%(2C|3B|7C)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** For a cell without a scheme, which may hold several. */
const looksLikeUrn = (text: string): boolean => /^[a-z]+:/i.test(text) || text.includes('@') || /^[+\d]/.test(text);

/** Invisible marks come along with numbers from chats; other addresses may contain them. */
const seen = (urn: string): string => (/^(?:tel|whatsapp|mailto):/i.test(urn) ? cellText(urn) : urn);

function takeOneUrn(urns: string[], scheme: string | null, text: string, { country, exact }: Taking): Wrong | null {
  if (text === '' || text === CLEAR) return null;
  const number = isScientific(text) ? writtenOut(text) : text;
  if (number === null) return wrong('shortened_number', { code: 'row_shortened', text });
  const urn = exact ? text : seen(urnText(scheme, number, country));
  const normal = normalizeUrn(urn, country);
  // A contact's former address is valid, even a short code.
  if (!normal.ok || !(exact || (isDiallable(normal.urn) && !EXTENSION.test(urn))))
    return wrong('invalid_address', { code: 'row_no_address', text });
  if (!urns.includes(normal.urn)) urns.push(normal.urn);
  return null;
}

/** Something follows an email address: a domain has no separators, and what stands before `@` may. */
const GOES_ON = /^(?:mailto:)?[^:]*@[^@]*[,;|]/i;

/** Several people share such a number. */
const EXTENSION = /^tel:[^a-z\d]*\d[^a-z]*x(?:[^a-z\d]*\d)+$/i;

function urnText(scheme: string | null, text: string, country: Settings['country']): string {
  const [, given, path = ''] = /^\s*([a-z]+):(.*)$/is.exec(text) ?? [];
  if (given?.toLowerCase() === 'tel' && (scheme === null || scheme === 'tel'))
    return `tel:${dialled(cellText(path), country)}`;
  if (scheme === null && given !== undefined) return text;
  if (given?.toLowerCase() === scheme) return text;
  if (scheme === null && text.includes('@')) return `mailto:${text}`;
  if (scheme === 'whatsapp') return `whatsapp:${whatsappPath(dialled(cellText(text), country), country) ?? ''}`;
  if (scheme === null || scheme === 'tel') return `tel:${dialled(cellText(text), country).replace(/[#%?]/g, escaped)}`;
  return `${scheme}:${text.replace(/[#%?]/g, escaped)}`;
}

const escaped = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/** `250,788,000,023`, as spreadsheets show thousands. */
const THOUSANDS = /^\s*\+?\d{1,3}(?:,\d{3}){2,4}\s*$/;

const isOneNumber = (text: string): boolean => THOUSANDS.test(text);

/** A number that a program has read as a fraction: it has all its digits. */
const FLOAT = /^(\+?\d{7,15})[.,]0+$/;

/** The numbers in a cell that is no number as a whole. */
const numbersIn = (text: string): readonly string[] =>
  text
    .split(/[/\n\r]|\s(?:or|ou|o|and|et|y|e|na|-|–)\s/i)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/**
 * A number with `+` where it is written to be dialled from abroad: `00250…`, `011250…`, `(+250)…`. Anything else is as
 * it stands, also `011…` where that begins a number of the country itself.
 */
function dialled(text: string, country: string | null): string {
  const number = text.replace(FLOAT, '$1').replace(/^[\s("'’[{]*\+/, '+');
  const digits = number.replace(/[\s().,/’'–—‑-]/g, '');
  const [, abroad] = /^\+?00([1-9]\d{6,14})$/.exec(digits) ?? [];
  if (abroad !== undefined) return e164(`+${abroad}`, null) ?? number;
  const [, american] = /^\+?011([1-9]\d{6,14})$/.exec(digits) ?? [];
  if (american === undefined || e164(digits, country) !== null) return isOneNumber(number) ? digits : number;
  return american.length < LEAST_ABROAD && country === null ? number : (e164(`+${american}`, null) ?? number);
}

/** Without a country, `011` and fewer digits may be a number of a country itself. */
const LEAST_ABROAD = 10;

/**
 * A number as WhatsApp knows it: its digits with country code, even if invalid by now (`5215512345678`). Null for
 * anything else, and for what may be two people's: `4512345678` in the United States.
 */
function whatsappPath(text: string, country: string | null): string | null {
  if (/^[a-z]{2}\.[a-z0-9]+$/i.test(text)) return text;
  const [, prefix, bare = ''] = /^(\+|00)?(\d{7,15})$/.exec(text.replace(/\(0\)|[\s().-]/g, '')) ?? [];
  if (bare === '' || prefix !== undefined) return bare.startsWith('0') ? null : bare || null;
  const whole = !bare.startsWith('0') && (bare.length >= 12 || e164(`+${bare}`, null) !== null);
  const read = e164(bare, country)?.slice(1) ?? bare;
  const national = read !== bare && (!whole || read.endsWith(bare)) ? read : null;
  if (whole) return national === null ? bare : null;
  return national;
}
