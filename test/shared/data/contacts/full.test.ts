/** A contact that is full, or was filled before there was a limit, takes every change that does not fill it further. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { putHistory } from '../../../../shared/data/contacts/history.ts';
import { changeContact, changeMany, createContact, readContact } from '../../../../shared/data/contacts/index.ts';
import { toContactItem } from '../../../../shared/data/contacts/item.ts';
import { pageRoster } from '../../../../shared/data/contacts/rosters.ts';
import { type Data, FEWEST_SHARDS, put, UnstorableError, write } from '../../../../shared/data/dynamo/index.ts';
import { type Contact, STATUSES } from '../../../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../../../shared/domain/contacts/events.ts';
import { CONTACT_LIMIT, countedBytes } from '../../../../shared/domain/contacts/size.ts';
import type { FieldKey, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import type { Group } from '../../../../shared/domain/workspace.ts';
import { LARGEST_LIMIT } from '../../../../shared/domain/workspace-names.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';
import { aGroup, archived, aWorkspace, CHANGE, LATER, NOW, person, turns } from './people.ts';

/** As many as a workspace may have, with the longest names in the widest characters. */
const GROUPS: readonly GroupId[] = Array.from({ length: LARGEST_LIMIT }, aGroup);
const named = (uuid: GroupId): [GroupId, Group] => [
  uuid,
  { uuid, name: '😀'.repeat(64), query: null, status: 'ready', system: false, createdOn: NOW },
];
const NAMES = { groups: new Map(GROUPS.map(named)), fields: new Map() };

/** What a contact may be full of, besides fields. */
const filling = fc.record({
  name: fc.option(fc.string({ maxLength: 128, unit: 'grapheme' })),
  urns: fc.array(
    fc.integer({ min: 1_000_000, max: 9_999_999 }).map((number) => `tel:+25078${number}#Ann`),
    {
      maxLength: 100,
    },
  ),
  notes: fc.array(
    fc.nat(8_000).map((length) => ({ text: 'n'.repeat(length), createdOn: NOW, createdBy: 'x' })),
    {
      maxLength: 5,
    },
  ),
  status: fc.constantFrom(...STATUSES),
  groups: fc.constantFrom([], GROUPS.slice(0, 250), GROUPS),
});

/** A contact of so many counted bytes: texts of fields fill what is left. */
function fullOf(bytes: number, given: Partial<Contact>): Contact {
  const fields: Record<string, { text: string }> = {};
  const contact = person({ ...given, fields });
  for (let left = bytes - countedBytes(contact); left > 700; left = bytes - countedBytes(contact)) {
    fields[`field_${Object.keys(fields).length}` as FieldKey] = { text: 'é'.repeat(Math.min(640, (left - 60) >> 1)) };
  }
  return contact;
}

/** Puts a contact as a release without a limit did. */
const store = (data: Data, workspace: WorkspaceId, contact: Contact) =>
  write(data, put('contacts', toContactItem(workspace, contact, contact)));

const changes = fc.oneof(
  fc.constantFrom(...STATUSES).map((status) => ({ ...archived(), status })),
  fc.constant({ status: 'active' as const, statusOn: LATER, groups: GROUPS }),
  fc.constantFrom('stopped' as const, 'blocked' as const).map((optOut) => ({ ...archived(), status: optOut, optOut })),
  fc.constant({ lastSeenOn: LATER, groups: GROUPS }),
  fc.constant({ dormantSince: LATER }),
  fc.constant({ notes: [], fields: {} }),
);

describeOnEngines('a full contact', (data, engine) => {
  it('takes every change of status, opt-out, sign of life and group, alone and in bulk, with its history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(1, 2.2), filling, changes, fc.boolean(), async (times, given, change, bulk) => {
        const workspace = aWorkspace();
        const contact = fullOf(times * CONTACT_LIMIT, given);
        expect(await store(data(), workspace, contact)).toBe(true);
        if (bulk)
          expect([...(await changeMany(data(), workspace, [contact], turns(change))).values()]).toEqual([
            { outcome: 'changed' },
          ]);
        else
          expect(await changeContact(data(), workspace, contact.uuid, {}, turns(change))).toMatchObject({
            outcome: 'changed',
          });
        const after = (await readContact(data(), workspace, contact.uuid)) as Contact;
        expect(after).toMatchObject({ ...change, version: 2 });
        const events = changesBetween(contact, { ...after, fields: contact.fields }, NAMES);
        const entry = { contact: after.uuid, version: 2, at: LATER, change: CHANGE, events };
        await putHistory(data(), workspace, [entry]);
      }),
      { numRuns: runs(engine.exactCapacity ? 60 : 20) },
    );
  });

  const growing = { name: 'x', notes: [{ text: 'x'.repeat(900), createdOn: NOW, createdBy: 'x' }] };

  it('refuses to grow, says so, and leaves no trace of it in rosters', async () => {
    const workspace = aWorkspace();
    const [group] = GROUPS as [GroupId];
    const contact = fullOf(CONTACT_LIMIT, {});
    await store(data(), workspace, contact);
    const grows = turns({ ...growing, groups: [group] });
    const refused = changeContact(data(), workspace, contact.uuid, {}, grows);
    await expect(refused).rejects.toThrow(UnstorableError);
    await expect(refused).rejects.toMatchObject({ refusal: { code: 'contact_too_large', most: '100,000' } });
    expect((await changeMany(data(), workspace, [contact], grows)).get(contact.uuid)).toMatchObject({
      outcome: 'failed',
      reason: 'too_large',
    });
    expect(await readContact(data(), workspace, contact.uuid)).toEqual(contact);
    for (let shard = 0; shard < FEWEST_SHARDS; shard++)
      expect((await pageRoster(data(), workspace, [group], shard, { limit: 9 })).uuids).toEqual([]);
    const large = () => ({ ...fullOf(CONTACT_LIMIT, {}), ...growing });
    await expect(createContact(data(), workspace, [], large)).rejects.toThrow(UnstorableError);
  });

  it('fails alone: the others of its slice are changed, whatever is wrong with one', async () => {
    const workspace = aWorkspace();
    const [good, full, odd, broken] = [person(), fullOf(CONTACT_LIMIT, {}), person(), person()];
    for (const contact of [good, full, odd, broken]) await store(data(), workspace, contact);
    const outcomes = await changeMany(data(), workspace, [full, odd, broken, good], (contact, ...rest) => {
      if (contact.uuid === broken.uuid) throw new TypeError('A fault');
      return turns({ ...growing, ...(contact.uuid === odd.uuid && { name: 'half: \ud83d' }) })(contact, ...rest);
    });
    const reasons = [...outcomes].map(([uuid, done]) => [uuid, 'reason' in done ? done.reason : done.outcome]);
    expect(Object.fromEntries(reasons)).toEqual({
      [good.uuid]: 'changed',
      [full.uuid]: 'too_large',
      [odd.uuid]: 'error',
      [broken.uuid]: 'error',
    });
  });

  it('is refused by the table itself, when it was filled to the last byte before there was a limit', async () => {
    const workspace = aWorkspace();
    const contact = fullOf(408_000, {});
    await store(data(), workspace, contact);
    const change = { by: 'x'.repeat(5_000), via: 'api' } as const;
    const outcomes = await changeMany(data(), workspace, [contact], (one, ...rest) => {
      const applied = turns({ status: 'archived' })(one, ...rest);
      return { ...applied, contact: { ...applied.contact, lastChange: change } };
    });
    expect(outcomes.get(contact.uuid)).toMatchObject({ outcome: 'failed', reason: 'too_large' });
  });
});
