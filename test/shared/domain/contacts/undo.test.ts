/** The table `undo.json` in `test/cases/domain`, and how far history has come. */
import { describe, expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Change, Contact } from '../../../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../../../shared/domain/contacts/events.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import {
  isBehind,
  isUntold,
  lastingVersions,
  type PastVersion,
} from '../../../../shared/domain/contacts/undo/past-versions.ts';
import { stateBeforeOf } from '../../../../shared/domain/contacts/undo/state-before.ts';
import { undoingOf } from '../../../../shared/domain/contacts/undo/undoing.ts';
import type { ContactId, JobId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import cases from '../../../cases/domain/undo.json' with { type: 'json' };
import { assets, at, change, contactOf, now, type ShownContact, showContact } from './world.ts';

const OWN = 'own' as JobId;

interface Step {
  readonly via: Change['via'];
  readonly do: readonly object[];
  readonly job?: string;
  readonly undoes?: string;
  readonly untold?: boolean;
}

interface Case {
  readonly name: string;
  readonly before?: ShownContact | 'new';
  readonly job: readonly object[];
  /** One step a day after the job. */
  readonly since?: readonly Step[];
  readonly import?: boolean;
  readonly keepsOptOuts?: boolean;
  readonly undone: ShownContact | string;
}

const NEW = newContact({ uuid: '22222222-2222-4222-8222-222222222222' as ContactId, now, change });

/** A change on a day after the job, and what history keeps of it. */
function changed(before: Contact, { via, do: list, job, undoes }: Step, days: number) {
  const on = addDays(now, days);
  const timed = (value: unknown, key: string) => (/^(on|seenOn)$/.test(key) ? timeOf(String(value)) : value);
  const timeOf = (text: string) => (text === 'later' ? on : at(text));
  const modifiers = list.map((one) =>
    Object.fromEntries(Object.entries(one).map(([key, value]) => [key, timed(value, key)])),
  ) as unknown as Modifier[];
  const by: Change = { by: 'test', via, ...(job && { job: job as JobId }), ...(undoes && { undoes: undoes as JobId }) };
  const { contact } = apply(before, modifiers, assets, { now: on, change: by, taken: new Set() });
  const { version, modifiedOn, lastChange } = contact;
  const told = { events: changesBetween(before, contact, assets), was: stateBeforeOf(before, contact) };
  return { contact, past: { version, at: modifiedOn, change: lastChange, ...told } satisfies PastVersion };
}

function undone({ before = {}, job, since = [], import: creates = false, keepsOptOuts = creates }: Case) {
  const first = changed(before === 'new' ? NEW : contactOf(before), { via: 'job', job: OWN, do: job }, 0);
  // History keeps no earlier state of a contact that an import makes.
  const past: PastVersion[] = [before === 'new' && creates ? { ...first.past, was: null } : first.past];
  let { contact } = first;
  for (const [i, step] of since.entries()) {
    const next = changed(contact, step, i + 1);
    contact = next.contact;
    if (!step.untold) past.push(next.past);
  }
  const modifier = undoingOf(contact, past, { job: OWN, keepsOptOuts, creates, assets });
  if (typeof modifier === 'string') return modifier;
  if (modifier.type === 'status') return modifier.status;
  const context = { now: addDays(now, since.length + 1), change, taken: new Set<string>() };
  const { name, language, status } = showContact(apply(contact, [modifier], assets, context).contact);
  return { ...(name && { name }), ...(language && { language }), status };
}

describe('after an undo', () => {
  it.each(cases as unknown as readonly Case[])('$name', (one) => {
    expect(undone(one)).toEqual(one.undone);
  });
});

describe('history', () => {
  const { contact, past } = changed(NEW, { via: 'job', job: OWN, do: [{ type: 'name', name: 'Ana' }] }, 0);

  it('tells of a job once it has a change by it', () => {
    expect(isUntold([], OWN)).toBe(true);
    expect(isUntold([past], OWN)).toBe(false);
    expect(isUntold([past], 'other' as JobId)).toBe(true);
  });

  it('tells nothing of a job that has only failed', () => {
    const failed = { ...past, was: null, events: [{ type: 'error', text: 'No' }] } as unknown as PastVersion;
    expect(isUntold([failed], OWN)).toBe(true);
    const also = { ...failed, events: [{ type: 'failure', text: 'No' }] } as unknown as PastVersion;
    expect(isUntold([also], OWN)).toBe(true);
  });

  it('tells of a job that has also failed with a part', () => {
    const events = [{ type: 'error', text: 'No' }, ...past.events] as unknown as PastVersion['events'];
    expect(isUntold([{ ...past, was: null, events }], OWN)).toBe(false);
    const undoing = { job: OWN, keepsOptOuts: true, creates: true, assets };
    expect(undoingOf(contact, [{ ...past, was: null, events }], undoing)).toEqual({
      ...{ type: 'status', status: 'archived' },
    });
  });

  it('of an earlier release does not say what an import changed, and not of whom it made', () => {
    const existing = changed(
      contactOf({ name: 'Eva' }),
      { via: 'job', job: OWN, do: [{ type: 'name', name: 'Ana' }] },
      0,
    );
    const undoing = { job: OWN, keepsOptOuts: true, creates: true, assets };
    expect(undoingOf(existing.contact, [{ ...existing.past, was: null }], undoing)).toBe('no_history');
    // It was there before the import, without any content.
    expect(undoingOf(contact, [past], undoing)).toMatchObject({ type: 'put_back', was: { name: null } });
  });

  it('keeps an undo of something else', () => {
    const undo = { ...past, change: { ...past.change, undoes: 'other' as JobId } };
    expect(lastingVersions([undo, past])).toEqual([undo, past]);
  });

  it('is behind when it lacks the last change, and that was by a job', () => {
    expect(isBehind(contact, [past])).toBe(false);
    expect(isBehind(contact, [])).toBe(true);
    expect(isBehind(contact, [{ ...past, version: past.version - 1 }])).toBe(true);
    expect(isBehind({ ...contact, lastChange: change }, [])).toBe(false);
  });
});
