/** What an operation may cost (design, chapter 3), as DynamoDB's own rules count it. */
import { expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { putHistory } from '../../../../shared/data/contacts/history.ts';
import { changeContact, changeMany, cleanUp, readContacts } from '../../../../shared/data/contacts/index.ts';
import { toContactItem } from '../../../../shared/data/contacts/item.ts';
import { listAllMessages, logMessages, putMessage } from '../../../../shared/data/messages/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { KEPT_MARKS } from '../../../../shared/domain/contacts/marks.ts';
import type { FieldKey, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { costOf } from '../calls.ts';
import { newMessage } from '../messages/inbox.ts';
import { aGroup, archived, aWorkspace, CHANGE, LATER, NOW, person, stored, turns } from './people.ts';

const field = (key: string, text: string, more: object = {}) => ({ [key as FieldKey]: { text, ...more } });

/** A typical contact: a name, one URN, three fields, two groups. */
const typical = (given: Partial<Contact> = {}) =>
  person({
    name: 'Uwimana Marie-Claire',
    language: 'kin',
    urns: ['tel:+250788383383'],
    fields: {
      ...field('district', 'Nyamagabe'),
      ...field('age', '42', { number: '42' }),
      ...field('registered', '14-02-2024', { datetime: '2024-02-14T00:00:00.000000+02:00' }),
    },
    groups: [aGroup(), aGroup()],
    lastSeenOn: addDays(NOW, -3),
    lastChange: { by: aWorkspace(), via: 'job', job: aWorkspace() as never, slice: 123 },
    marks: Array.from({ length: KEPT_MARKS }, () => ({ job: aWorkspace() as never, slice: 123 })),
    ...given,
  });

const event = { type: 'contact_status_changed', status: 'archived' } as const;

describeOnEngines(
  'budgets',
  (data) => {
    const cost = (work: () => Promise<unknown>) => costOf(data(), work);
    const create = (workspace: WorkspaceId, given: Partial<Contact> = {}) =>
      stored(data(), workspace, typical({ urns: [], ...given }));
    const history = (workspace: WorkspaceId, { uuid }: Contact) =>
      putHistory(data(), workspace, [{ contact: uuid, version: 2, at: LATER, change: CHANGE, events: [event] }]);

    it('a typical contact stays within 1,000 bytes', () => {
      const bytes = (value: unknown): number => {
        if (typeof value === 'string') return Buffer.byteLength(value);
        if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
        if (typeof value !== 'object' || value === null) return 1;
        const parts = Array.isArray(value)
          ? value.map((one) => bytes(one))
          : Object.entries(value).map(([k, v]) => k.length + bytes(v));
        return parts.reduce((sum, part) => sum + part + 1, 3);
      };
      expect(bytes(toContactItem(aWorkspace(), typical()))).toBeLessThanOrEqual(1000);
    });

    it('a change of status in bulk: 6, one for each group, and half a read unit', async () => {
      const workspace = aWorkspace();
      const people = await Promise.all(Array.from({ length: 30 }, () => create(workspace)));
      const spent = await cost(async () => {
        const uuids = people.map(({ uuid }) => uuid);
        const read = await readContacts(data(), workspace, uuids);
        await changeMany(data(), workspace, [...read.values()] as Contact[], turns(archived()));
        for (const contact of people) await history(workspace, contact);
      });
      expect(spent).toEqual({ writeUnits: 30 * (6 + 2), readUnits: 15 });
    });

    it('a new contact: 3 without URNs, 2 (1 + u) + 2 with u URNs, and one for each group', async () => {
      const workspace = aWorkspace();
      expect((await cost(() => create(workspace, { groups: [] }))).writeUnits).toBe(3);
      expect((await cost(() => create(workspace))).writeUnits).toBe(3 + 2);
      const urns = ['tel:+250788000011', 'mailto:c@d.e'];
      expect((await cost(() => create(workspace, { urns, groups: [] }))).writeUnits).toBe(2 * (1 + 2) + 2);
    });

    it('one URN replaced by another: 2 (1 + 2) + 2', async () => {
      const workspace = aWorkspace();
      const { uuid } = await create(workspace, { urns: ['tel:+250788000012'] });
      const change = () => changeContact(data(), workspace, uuid, {}, turns({ urns: ['tel:+250788000013'] }));
      expect((await cost(change)).writeUnits).toBe(2 * (1 + 2) + 2);
    });

    it('a logged message: 1 when it is alone in a minute, 0.04 in a batch of a hundred', async () => {
      const workspace = aWorkspace();
      const entries = await Promise.all(
        Array.from({ length: 100 }, async (_, i) => {
          const { uuid: contact } = await create(workspace, { groups: [] });
          const occurredOn = instant(NOW + i);
          const received = newMessage(contact, { urn: null, text: '', occurredOn });
          const { uuid: message } = await putMessage(data(), workspace, received, NOW);
          return { contact, message, visibility: 'visible', ttl: 1_900_000_000 } as const;
        }),
      );
      const noting = (count: number) => cost(() => logMessages(data(), workspace, entries.slice(0, count), NOW));
      expect(await noting(1)).toEqual({ writeUnits: 1, readUnits: 0 });
      expect(await noting(100)).toEqual({ writeUnits: 4, readUnits: 0 });
      const listed = await cost(() => listAllMessages(data(), workspace, { limit: 250, now: NOW }));
      // Two rows, an empty archive, and half a unit for each of a hundred messages and a hundred contacts.
      expect(listed).toEqual({ writeUnits: 0, readUnits: 0.5 + 0.5 + 100 });
    });

    it('a deletion: 4, then one for each identity and each item of history and messages', async () => {
      const workspace = aWorkspace();
      const urns = ['tel:+250788000001', 'mailto:a@b.c'];
      const contact = await create(workspace, { urns, groups: [], status: 'archived' });
      await history(workspace, contact);
      const deletion = await cost(() => deleteVersion(data(), workspace, contact, CHANGE, LATER));
      expect(deletion).toEqual({ writeUnits: 4, readUnits: 0 });
      expect((await cost(() => cleanUp(data(), workspace, contact))).writeUnits).toBe(urns.length + 1);
    });
  },
  { only: ({ exactCapacity }) => exactCapacity },
);
