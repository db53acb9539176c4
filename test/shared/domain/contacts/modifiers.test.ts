/**
 * The cases in `test/cases/domain/<modifier>.json`: a contact before, modifiers, the contact after, the events.
 * `UPDATE_CASES=1` rewrites the expected results; the diff is the review (see the README there).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Applied, apply } from '../../../../shared/domain/changes/apply.ts';
import type { ContactEvent } from '../../../../shared/domain/contacts/events.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { assets, at, change, contactOf, groupId, now, type ShownContact, showContact } from './world.ts';

interface Case {
  readonly name: string;
  readonly before: ShownContact;
  readonly modifiers: readonly ShownModifier[];
  readonly taken?: readonly string[];
  after: ShownContact | 'unchanged';
  events: readonly unknown[];
}

interface ShownModifier {
  readonly type: string;
  readonly groups?: readonly string[];
  readonly seenOn?: string;
  readonly createdOn?: string;
  readonly since?: string | null;
  readonly on?: string;
}

const CASES = 'test/cases/domain';
const files = readdirSync(CASES).filter((name) => name.startsWith('modifier-'));

describe.each(files)('%s', (file) => {
  const path = join(CASES, file);
  const cases = JSON.parse(readFileSync(path, 'utf8')) as Case[];
  if (process.env['UPDATE_CASES']) rewrite(path, cases);

  it.each(cases)('$name', ({ before, modifiers, taken = [], after, events }) => {
    const contact = contactOf(before);
    const applied = run(contact, modifiers, taken);
    expect(shown(applied)).toEqual({ after, events });
    expect(applied.changed).toBe(after !== 'unchanged');
    if (applied.changed) {
      expect(applied.contact).toMatchObject({ version: contact.version + 1, modifiedOn: now, lastChange: change });
    } else {
      expect(applied.contact).toBe(contact);
    }
  });
});

const run = (contact: ReturnType<typeof contactOf>, modifiers: readonly ShownModifier[], taken: readonly string[]) =>
  apply(contact, modifiers.map(modifierOf), assets, { now, change, taken: new Set(taken) });

const modifierOf = ({ groups, seenOn, createdOn, since, on, ...rest }: ShownModifier): Modifier =>
  ({
    ...rest,
    ...(groups && { groups: groups.map(groupId) }),
    ...(seenOn && { seenOn: at(seenOn) }),
    ...(createdOn && { createdOn: at(createdOn) }),
    ...(on && { on: at(on) }),
    ...(since !== undefined && { since: since === null ? null : at(since) }),
  }) as Modifier;

const shown = ({ contact, events, changed }: Applied) => ({
  after: changed ? showContact(contact) : ('unchanged' as const),
  events: events.map(showEvent),
});

/** Groups by name alone. */
function showEvent(event: ContactEvent): unknown {
  if (event.type !== 'contact_groups_changed') return event;
  const { type, groups_added, groups_removed } = event;
  return {
    type,
    ...(groups_added && { groups_added: groups_added.map(({ name }) => name) }),
    ...(groups_removed && { groups_removed: groups_removed.map(({ name }) => name) }),
  };
}

function rewrite(path: string, cases: Case[]): void {
  for (const each of cases) {
    Object.assign(each, shown(run(contactOf(each.before), each.modifiers, each.taken ?? [])));
  }
  writeFileSync(path, `${JSON.stringify(cases, null, 2)}\n`);
}
