import { expect, it } from 'vitest';
import { putHistory, putRefusals } from '../../../../shared/data/contacts/history.ts';
import { withAddresses } from '../../../../shared/data/contacts/history-addresses.ts';
import { changeContact, cleanUp, createContact, deleteContact } from '../../../../shared/data/contacts/index.ts';
import { listHistory } from '../../../../shared/data/contacts/list-history.ts';
import { consumedSince } from '../../../../shared/data/dynamo/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactEvent } from '../../../../shared/domain/contacts/events.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aWorkspace, CHANGE, NOW, person, turns } from './people.ts';

const CHANNEL = 'channel=1f2b3c4d-0000-4000-8000-000000000001';
const changed = (...urns: string[]): ContactEvent => ({ type: 'contact_urns_changed', urns });
const taken = (urn: string): ContactEvent => ({ type: 'error', text: 'Taken', code: 'urn:taken', extra: { urn } });

describeOnEngines('addresses in history', (data) => {
  async function created(workspace: WorkspaceId, ...urns: string[]): Promise<Contact> {
    const result = await createContact(
      data(),
      workspace,
      urns.map((urn) => urn.split(/[?#]/)[0] ?? ''),
      () => person({ urns }),
    );
    if (!result.ok) throw new Error('taken');
    return result.contact;
  }

  async function shown(workspace: WorkspaceId, contact: Contact): Promise<readonly ContactEvent[]> {
    const { entries } = await listHistory(data(), workspace, contact.uuid, { limit: 9, now: NOW });
    const found = await withAddresses(data(), workspace, contact, entries);
    return found.flatMap(({ events }) => events.map(({ uuid: _, ...event }) => event as ContactEvent));
  }

  const entryOf = (contact: Contact, ...events: ContactEvent[]) => ({
    contact: contact.uuid,
    version: 1,
    at: NOW,
    change: CHANGE,
    events,
  });

  it('are shown while a contact has them, with the channel of then and the display of now, and are never stored', async () => {
    const workspace = aWorkspace();
    const ann = await created(workspace, 'telegram:123#ann', 'tel:+250788000001');
    const bob = await created(workspace, 'tel:+250788000002');
    const entry = entryOf(ann, changed(`telegram:123?${CHANNEL}#old`, 'tel:+250788000002', 'tel:+250788000003'));
    await putHistory(data(), workspace, [entry]);
    await putRefusals(data(), workspace, { ...entry, events: [taken('tel:+250788000002')] });
    const { entries } = await listHistory(data(), workspace, ann.uuid, { limit: 9, now: NOW });
    expect(JSON.stringify(entries)).not.toMatch(/788000|:123|#ann|#old/);
    expect(await shown(workspace, ann)).toEqual([
      taken('tel:+250788000002'),
      changed(`telegram:123?${CHANNEL}#ann`, 'tel:+250788000002', 'tel:********'),
    ]);
    await changeContact(data(), workspace, bob.uuid, {}, turns({ urns: [] }));
    expect(await shown(workspace, ann)).toEqual([
      taken('tel:********'),
      changed(`telegram:123?${CHANNEL}#ann`, 'tel:********', 'tel:********'),
    ]);
  });

  it('are masked when their owner is deleted, also before it is cleaned up', async () => {
    const workspace = aWorkspace();
    const [ann, bob] = [await created(workspace), await created(workspace, 'tel:+250788000002')];
    await putRefusals(data(), workspace, entryOf(ann, taken('tel:+250788000002')));
    await deleteContact(data(), workspace, bob.uuid, { change: CHANGE, now: NOW }, () => null);
    expect(await shown(workspace, ann)).toEqual([taken('tel:********')]);
    await cleanUp(data(), workspace, bob);
    expect(await shown(workspace, ann)).toEqual([taken('tel:********')]);
  });

  it('cost 1 read unit for each that the contact has not, and nothing for its own', async () => {
    const workspace = aWorkspace();
    const ann = await created(workspace, 'tel:+250788000001');
    await created(workspace, 'tel:+250788000002');
    await putHistory(data(), workspace, [entryOf(ann, changed('tel:+250788000001'))]);
    const { entries } = await listHistory(data(), workspace, ann.uuid, { limit: 9, now: NOW });
    const before = data().meter.read();
    await withAddresses(data(), workspace, ann, entries);
    expect(consumedSince(data().meter, before).readUnits).toBe(0);
    await putRefusals(data(), workspace, entryOf(ann, taken('tel:+250788000002')));
    const more = await listHistory(data(), workspace, ann.uuid, { limit: 9, now: NOW });
    const then = data().meter.read();
    await withAddresses(data(), workspace, ann, more.entries);
    expect(consumedSince(data().meter, then).readUnits).toBe(1);
  });
});
