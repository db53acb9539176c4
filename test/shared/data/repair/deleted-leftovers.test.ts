/** A deletion whose record the stream has lost: a repair writes it into the erasure ledger before what is left goes. */
import { expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { createContact, putHistory } from '../../../../shared/data/contacts/index.ts';
import { appendErasures, findErasure, verifyLedger } from '../../../../shared/data/erasures/index.ts';
import { putMessage } from '../../../../shared/data/messages/messages.ts';
import { repairContacts } from '../../../../shared/data/repair/index.ts';
import { createWorkspace } from '../../../../shared/data/workspace/workspaces.ts';
import { addDays, type Instant, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { CHANGE, NOW, person } from '../contacts/people.ts';

const inHours = (hours: number): Instant => instant(NOW + hours * 3_600_000_000);

describeOnEngines('A deleted person of whom something is left', (data) => {
  async function deleted() {
    const { workspace } = await createWorkspace(data(), { name: 'Programme', now: NOW });
    const contact = person({ name: 'Ann', status: 'archived' });
    await createContact(data(), workspace, [], () => contact);
    const { uuid } = contact;
    const events = [{ type: 'contact_name_changed', name: 'Ann' }] as const;
    await putHistory(data(), workspace, [{ contact: uuid, at: NOW, change: CHANGE, version: 1, events }]);
    const said = { urn: null, visibility: 'visible', occurredOn: NOW, externalId: null } as const;
    await putMessage(data(), workspace, { ...said, contact: uuid, text: 'Muraho' }, NOW);
    await deleteVersion(data(), workspace, contact, { by: 'token-1', via: 'api' }, NOW);
    const erasure = () => findErasure(data(), workspace, { uuid, deletedOn: NOW });
    const repair = (at: Instant) => repairContacts(data(), workspace, [uuid], at);
    return { workspace, uuid, erasure, repair };
  }

  it('is left to the stream for as long as that may still tell of it', async () => {
    const { erasure, repair } = await deleted();
    expect(await repair(inHours(6))).toEqual({});
    expect(await erasure()).toBeNull();
  });

  it('is in the ledger once, with who deleted it, when, and what was removed', async () => {
    const { workspace, uuid, erasure, repair } = await deleted();
    expect(await repair(inHours(7))).toEqual({ leftovers: 1 });
    // The deletion is a later version of the contact, which was made in the same microsecond.
    const row = { contact: uuid, deletedOn: NOW + 1, via: 'api', by: 'token-1', job: null, urns: [] };
    const removed = { history: 1, messages: 1, groups: 0 };
    expect(await erasure()).toMatchObject({ erasure: { ...row, removed } });
    expect(await repair(inHours(8))).toEqual({});
    await appendErasures(data(), workspace, [{ ...row, name: null, slice: null, removed } as never], inHours(9));
    expect(await verifyLedger(data(), workspace)).toMatchObject({ entries: 1, problems: [] });
  });

  it('is found in the ledger when a repair comes weeks later', async () => {
    const { uuid, erasure, repair } = await deleted();
    await repair(addDays(NOW, 30));
    expect(await erasure()).toMatchObject({ erasure: { contact: uuid } });
  });
});
