import { parseInstant } from '../instant.ts';
import { unreachable } from '../unreachable.ts';
import type { Contact } from './contact.ts';
import { type ContactEvent, changesBetween, type Names } from './events.ts';
import { newContact } from './new-contact.ts';

/** What history keeps of a contact, as far as it says so. Addresses are as history has them. */
type Kept = Pick<Contact, 'status' | 'name' | 'language' | 'urns' | 'dormantSince' | 'groups' | 'fields'>;

export interface Told {
  /** The events that are stored, the oldest first. */
  readonly events: readonly ContactEvent[];
  /** The contact's addresses in the form in which history has them. */
  readonly urns: readonly string[];
  /** Nothing has expired since the contact was created; otherwise only changes of status are all there (TextIt 2.12). */
  readonly whole: boolean;
}

/** The events that are missing from a contact's history: with them it adds up to what the contact is. None when it does already. */
export function untoldOf(contact: Contact, told: Told, names: Names): readonly ContactEvent[] {
  const kept = told.events.reduce(follow, newContact(birthOf(contact)));
  const known = told.whole ? { ...contact, ...recognised(kept, contact, told.urns) } : contact;
  return changesBetween({ ...known, status: kept.status }, contact, names);
}

const birthOf = ({ uuid, createdOn, lastChange }: Contact) => ({ uuid, now: createdOn, change: lastChange });

/** With the contact's own values where history means the same. */
function recognised(kept: Kept, contact: Contact, urns: readonly string[]): Kept {
  const same = kept.urns.length === urns.length && kept.urns.every((urn, i) => urn === urns[i]);
  const flagged = kept.dormantSince !== null && contact.dormantSince !== null;
  const fields = Object.entries(kept.fields).map(([key, value]) => {
    const own = Object.hasOwn(contact.fields, key) ? contact.fields[key as keyof Contact['fields']] : undefined;
    return [key, own?.text === value.text ? own : value] as const;
  });
  return {
    ...{ status: kept.status, name: kept.name, language: kept.language, groups: kept.groups },
    urns: same ? contact.urns : kept.urns,
    dormantSince: flagged ? contact.dormantSince : kept.dormantSince,
    fields: Object.fromEntries(fields),
  };
}

function follow(kept: Kept, event: ContactEvent): Kept {
  switch (event.type) {
    case 'contact_status_changed':
      return { ...kept, status: event.status, dormantSince: event.status === 'active' ? kept.dormantSince : null };
    case 'contact_name_changed':
      return { ...kept, name: event.name || null };
    case 'contact_language_changed':
      return { ...kept, language: event.language || null };
    case 'contact_urns_changed':
      return { ...kept, urns: event.urns };
    case 'contact_dormancy_changed':
      return { ...kept, dormantSince: event.dormant_since === null ? null : parseInstant(event.dormant_since) };
    case 'contact_field_changed': {
      const { [event.field.key]: _, ...others } = kept.fields;
      return { ...kept, fields: event.value === null ? others : { ...others, [event.field.key]: event.value } };
    }
    case 'contact_groups_changed': {
      const gone = new Set(event.groups_removed?.map(({ uuid }) => uuid));
      const joined = event.groups_added?.map(({ uuid }) => uuid) ?? [];
      return { ...kept, groups: [...new Set([...kept.groups.filter((group) => !gone.has(group)), ...joined])] };
    }
    case 'contact_created_on_changed':
    case 'contact_last_seen_changed':
    case 'error':
      return kept;
    default:
      return unreachable(event);
  }
}
