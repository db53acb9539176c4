import { describe, expect, test } from 'vitest';
import { createStart } from '../../../functions/flow-starts/save.ts';
import { removeFlow } from '../../../functions/flows/flows.ts';
import { createContact, deleteContact } from '../../../shared/data/contacts/index.ts';
import { saveFlow } from '../../../shared/data/workspace/index.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, FlowId, JobId } from '../../../shared/domain/ids.ts';
import { aFlow } from '../../shared/data/workspace/samples.ts';
import { ARCHIVING_FLOW } from '../../support/api/flows.ts';
import { contact, NOW, worlds } from '../engine/world.ts';
import { call, groupsOf, interrupted, remove as removeGroup } from '../groups/api.ts';

const URN = 'tel:+250788123123';
const flow = ARCHIVING_FLOW.uuid;

describe('a start, when another request is quicker', () => {
  const world = worlds();

  const removeContact = (uuid: ContactId) => {
    const deletion = { change: { by: 'token-2', via: 'api' }, now: NOW } as const;
    return deleteContact(world().data, world().workspace, uuid, deletion, () => null);
  };
  const create = async (given: Partial<Contact>): Promise<ContactId> => {
    const made = contact(given);
    await createContact(world().data, world().workspace, [...made.urns], () => made);
    return made.uuid;
  };

  /** The answer to a start and, once it is done, its totals. */
  async function start(recipients: object, between: () => Promise<unknown>) {
    const { data, workspace } = world();
    const stored = { uuid: flow as FlowId, name: 'Archive them', definition: ARCHIVING_FLOW };
    await saveFlow(data, workspace, aFlow(stored), NOW);
    const { status, body } = await call(world(), interrupted(createStart, between), { body: { flow, ...recipients } });
    expect(status).toBe(201);
    await world().drain();
    const { status: end, total, totals } = await world().jobOf(body.uuid as JobId);
    return { answer: body, end, total, totals };
  }

  test('and deletes one of its contacts, starts the others, and its total says so', async () => {
    const [ann, bob] = await world().put([contact({ name: 'Ann' }), contact({ name: 'Bob' })]);
    const { answer, ...done } = await start({ contacts: [ann, bob] }, () => removeContact(ann));
    expect(answer.contacts).toEqual([
      { uuid: ann, name: 'Ann' },
      { uuid: bob, name: 'Bob' },
    ]);
    expect(done).toMatchObject({ end: 'completed', total: 1, totals: { changed: 1 } });
    expect(await world().folders([ann, bob])).toEqual({ deleted: 1, archived: 1 });
  });

  test('and deletes the owner of a URN, creates and starts a new contact', async () => {
    const ann = await create({ name: 'Ann', urns: [URN] });
    const { answer, ...done } = await start({ urns: [URN] }, () => removeContact(ann));
    expect(answer.contacts).toEqual([]);
    expect(await world().folders([ann])).toEqual({ deleted: 1 });
    expect(done).toMatchObject({ end: 'completed', total: 1, totals: { changed: 1 } });
  });

  test('and creates the contact of a URN, starts that contact', async () => {
    let ann: ContactId | undefined;
    const { total } = await start({ urns: [URN] }, async () => {
      ann = await create({ name: 'Ann', urns: [URN] });
    });
    expect(total).toBe(1);
    expect(await world().folders(ann ? [ann] : [])).toEqual({ archived: 1 });
  });

  test('and archives the flow, skips every contact and says so', async () => {
    const uuids = await world().put([contact(), contact()]);
    const { answer, ...done } = await start({ contacts: uuids }, () =>
      call(world(), removeFlow, { query: { uuid: flow } }),
    );
    expect(answer.flow).toEqual({ uuid: flow, name: 'Archive them' });
    expect(done).toMatchObject({ end: 'completed', total: 2, totals: { skipped: { flow_missing: 2 } } });
  });

  test('and deletes a group, ends without an error', async () => {
    const group = await world().newGroup();
    const [ann] = await world().put([contact({ groups: [group] })]);
    const { answer, ...done } = await start({ groups: [group] }, () => removeGroup(world(), group));
    expect(answer.groups).toEqual([{ uuid: group, name: `Group ${group}` }]);
    expect(done).toMatchObject({ end: 'completed', totals: { failed: {} } });
    expect(await groupsOf(world(), ann)).toEqual([]);
  });
});
