import { expect, it } from 'vitest';
import { contactPk, createContact, listHistory, putHistory } from '../../../../shared/data/contacts/index.ts';
import { queryPage } from '../../../../shared/data/dynamo/index.ts';
import { listMessages, putMessage } from '../../../../shared/data/messages/messages.ts';
import { repairContacts } from '../../../../shared/data/repair/index.ts';
import { createWorkspace, updateSettings } from '../../../../shared/data/workspace/index.ts';
import { addDays, type Instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { CHANGE, NOW, person } from '../contacts/people.ts';

const DAYS = 30;
const AGO: readonly Instant[] = [addDays(NOW, -100), addDays(NOW, -10)];

describeOnEngines('A workspace that keeps history and messages for thirty days', (data) => {
  /** A contact with history and messages of a hundred and of ten days ago, written while all were kept for a year. */
  async function prepared() {
    const { workspace } = await createWorkspace(data(), { name: 'Programme', now: NOW });
    const contact = person({
      name: 'Ann',
      status: 'blocked',
      optOut: 'blocked',
      version: 4,
      createdOn: addDays(NOW, -100),
      modifiedOn: addDays(NOW, -10),
    });
    await createContact(data(), workspace, [], () => contact);
    const { uuid } = contact;
    for (const [index, at] of AGO.entries()) {
      const common = { contact: uuid, at, change: CHANGE };
      const [named, blocked] = [
        { type: 'contact_name_changed', name: 'Ann' },
        { type: 'contact_status_changed', status: 'blocked' },
      ] as const;
      await putHistory(data(), workspace, [
        { ...common, version: 1 + 2 * index, events: [named] },
        { ...common, version: 2 + 2 * index, events: [named, blocked] },
      ]);
      const said = { contact: uuid, urn: null, visibility: 'visible', occurredOn: at, externalId: null } as const;
      await putMessage(data(), workspace, { ...said, text: `Said ${index}` }, at);
    }
    await updateSettings(data(), workspace, { messagesDays: DAYS, historyDays: DAYS }, NOW);
    const stored = async () => {
      const { items } = await queryPage<{ sk: string; events?: { type: string }[] }>(data(), {
        table: 'contacts',
        partition: contactPk(workspace, uuid),
        consistent: true,
      });
      return items
        .filter(({ sk }) => sk !== 'CONTACT')
        .map(({ sk, events }) => (events ? events.map(({ type }) => type.split('_')[1]).join(' ') : sk.slice(0, 3)));
    };
    return { workspace, uuid, stored };
  }

  it('shows nothing older at once, but for changes of status', async () => {
    const { workspace, uuid } = await prepared();
    const page = { limit: 10, now: NOW, days: DAYS };
    const { entries } = await listHistory(data(), workspace, uuid, page);
    expect(entries.map(({ version, events }) => [version, events.map(({ type }) => type)])).toEqual([
      [4, ['contact_name_changed', 'contact_status_changed']],
      [3, ['contact_name_changed']],
      [2, ['contact_status_changed']],
    ]);
    const { messages } = await listMessages(data(), workspace, uuid, page);
    expect(messages.map(({ text }) => text)).toEqual(['Said 1']);
  });

  it('has nothing older stored after the nightly round, and the round finds nothing more', async () => {
    const { workspace, uuid, stored } = await prepared();
    expect(await stored()).toEqual(['name', 'name status', 'name', 'name status', 'MSG', 'MSG']);
    expect((await repairContacts(data(), workspace, [uuid], NOW)).outlived).toBe(1);
    expect(await stored()).toEqual(['status', 'name', 'name status', 'MSG']);
    expect((await repairContacts(data(), workspace, [uuid], NOW)).outlived).toBeUndefined();
  });
});
