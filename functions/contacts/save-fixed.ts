/** Keys that the API shows, and contacts.json does not set. */
import type { Contact, Status } from '../../shared/domain/contacts/contact.ts';
import type { Together } from '../../shared/domain/contacts/properties/combine.ts';
import type { Properties } from '../../shared/domain/contacts/properties/index.ts';
import { formatInstant, parseIso8601 } from '../../shared/domain/instant.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';

/** What a key may say besides nothing, and what is said of anything else. */
interface Fixed {
  readonly says: (sent: unknown, contact: Contact | null, status: Status) => boolean;
  readonly refusal: Refusal;
}

const isFlag = (sent: unknown, flag: boolean): boolean => String(sent) === String(flag);
const isTime = (sent: unknown, shown: string | null): boolean =>
  shown !== null && typeof sent === 'string' && parseIso8601(sent) === parseIso8601(shown);

type Forms = Properties[keyof Properties];
/** What a property without a form in bodies shows; a reference is neither sent nor checked. */
type ShownOnly = Exclude<keyof Together<Extract<Forms, { input: null }>['api']>, 'ref' | 'anon_display'>;
type FixedKey = ShownOnly | 'flow' | 'notes' | 'blocked' | 'stopped';

/** Old values of `modified_on` and of notes are accepted: a client may send back an older answer. */
const FIXED: Readonly<Record<FixedKey, Fixed>> = {
  uuid: {
    says: (sent, contact) => contact?.uuid === sent,
    refusal: { code: 'uuid_fixed' },
  },
  flow: { says: () => false, refusal: { code: 'flow_fixed' } },
  notes: {
    says: (sent, contact) => Array.isArray(sent) && (contact !== null || sent.length === 0),
    refusal: { code: 'notes_fixed' },
  },
  modified_on: { says: (_, contact) => contact !== null, refusal: { code: 'modified_fixed' } },
  dormant_since: {
    says: (sent, contact) => isTime(sent, contact?.dormantSince ? formatInstant(contact.dormantSince) : null),
    refusal: { code: 'dormant_fixed' },
  },
  blocked: { says: (sent, _, status) => isFlag(sent, status === 'blocked'), refusal: { code: 'status_fixed' } },
  stopped: { says: (sent, _, status) => isFlag(sent, status === 'stopped'), refusal: { code: 'status_fixed' } },
};

/** An error for each key that differs from the contact: a client may send one back as it got it (TextIt 6.3). */
export function checkFixed(contact: Contact | null, document: object, status: Status, errors: FieldErrors): void {
  for (const [key, { says, refusal }] of Object.entries(FIXED)) {
    const sent = (document as Readonly<Record<string, unknown>>)[key] ?? null;
    if (sent !== null && !says(sent, contact, status)) errors.add(key, refusal);
  }
}
