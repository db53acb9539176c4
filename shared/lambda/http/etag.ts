import type { Contact, Tombstone } from '../../domain/contacts/contact.ts';
import { refuse } from './errors.ts';

/** The condition of a write: `*` for any contact that exists, or a list of entity tags. */
export type IfMatch = '*' | readonly string[];

type Versioned = Pick<Contact | Tombstone, 'version'>;

/** A strong entity tag: the contact's version, which grows with every change. */
export const etagOf = ({ version }: Versioned): string => `"${version}"`;

export const etag = (item: Versioned): Readonly<Record<string, string>> => ({ etag: etagOf(item) });

export const IF_MATCH = {
  'If-Match': 'the ETag that the contact must still have, or * for any; otherwise 412',
} as const;

const TAG = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/** Reads the header `If-Match`; undefined without it, 400 when it is malformed (RFC 9110, 13.1.1). */
export function readIfMatch(headers: Readonly<Record<string, string | undefined>>): IfMatch | undefined {
  const header = headers['if-match']?.trim();
  if (header === undefined || header === '*') return header;
  const tags = header.split(',').map((tag) => tag.trim());
  const malformed = tags.find((tag) => !TAG.test(tag));
  if (malformed !== undefined) throw refuse({ code: 'if_match_malformed', value: malformed });
  return tags;
}

/** Throws 412 unless the contact (null: none) matches. `W/"7"` of compressing proxies equals `"7"`. */
export function requireMatch(wanted: IfMatch | undefined, contact: Versioned | null): void {
  if (wanted === undefined) return;
  if (contact === null) throw refuse({ code: 'contact_missing' }, 412);
  if (wanted === '*' || wanted.some((tag) => tag.replace(/^W\//, '') === etagOf(contact))) return;
  throw refuse({ code: 'contact_moved', tag: etagOf(contact) }, 412);
}
