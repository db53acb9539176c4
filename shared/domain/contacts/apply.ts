import { regroup } from '../groups/smart.ts';
import { unreachable } from '../unreachable.ts';
import type { Assets } from '../workspace.ts';
import type { Contact } from './contact.ts';
import { type ContactEvent, changesBetween } from './events.ts';
import { setDormant } from './modifiers/dormant.ts';
import { setField } from './modifiers/field.ts';
import { modifyGroups } from './modifiers/groups.ts';
import { setLanguage } from './modifiers/language.ts';
import { type Applying, type Context, type Modifier, type Outcome, outcome } from './modifiers/modifier.ts';
import { setName } from './modifiers/name.ts';
import { addNote } from './modifiers/note.ts';
import { markSeen } from './modifiers/seen.ts';
import { setStatus } from './modifiers/status.ts';
import { modifyUrns } from './modifiers/urns.ts';

export type { Applying } from './modifiers/modifier.ts';

export interface Applied {
  /** The very same object when nothing changed. */
  readonly contact: Contact;
  readonly events: readonly ContactEvent[];
  readonly changed: boolean;
  /** When, by whom and through what it was asked: for the history of what was refused, which may be all there is. */
  readonly asked?: Pick<Applying, 'now' | 'change'>;
}

/**
 * The only way in which a contact changes. Modifiers work in order, each on what the one before left; smart groups
 * follow each of them at once. All of it is one new version. What was refused is an `error` event and no change.
 *
 * Events are read off the difference, by the same function with which the stream writes history: the two cannot disagree.
 */
export function apply(contact: Contact, modifiers: readonly Modifier[], assets: Assets, applying: Applying): Applied {
  const context: Context = { ...applying, assets };
  const events: ContactEvent[] = [];
  let current = contact;
  for (const modifier of modifiers) {
    const { contact: modified, errors } = modify(current, modifier, context);
    const next = regroup(current, modified, modifier, context);
    events.push(...errors, ...changesBetween(current, next, assets));
    current = next;
  }
  const { now, change } = applying;
  const asked = { now, change };
  if (current === contact) return { contact, events, changed: false, asked };
  return {
    contact: { ...current, modifiedOn: now, version: contact.version + 1, lastChange: change },
    events,
    changed: true,
    asked,
  };
}

function modify(contact: Contact, modifier: Modifier, context: Context): Outcome {
  switch (modifier.type) {
    case 'status':
      return setStatus(contact, modifier, context);
    case 'name':
      return setName(contact, modifier);
    case 'language':
      return setLanguage(contact, modifier);
    case 'field':
      return setField(contact, modifier, context);
    case 'groups':
      return modifyGroups(contact, modifier, context);
    case 'urns':
      return modifyUrns(contact, modifier, context);
    case 'seen':
      return markSeen(contact, modifier, context);
    case 'dormant':
      return setDormant(contact, modifier);
    case 'note':
      return addNote(contact, modifier, context);
    case 'regroup':
      return outcome(contact);
    default:
      return unreachable(modifier);
  }
}
