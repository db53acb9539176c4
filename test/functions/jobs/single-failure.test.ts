/** One contact fails alone: the others of its slice are done, and the totals say what became of each. */
import { describe, expect, test } from 'vitest';
import { changeContacts } from '../../../functions/jobs/worker/change.ts';
import { readContact } from '../../../shared/data/contacts/index.ts';
import { createField } from '../../../shared/data/workspace/fields.ts';
import type { Mark } from '../../../shared/domain/contacts/contact.ts';
import { CONTACT_LIMIT } from '../../../shared/domain/contacts/size.ts';
import type { ContactId, FieldKey } from '../../../shared/domain/ids.ts';
import { operationOf } from '../../../shared/domain/jobs/kinds/index.ts';
import { modifying } from '../../../shared/domain/jobs/rules.ts';
import { CHANGED, failed } from '../../../shared/domain/selection/verdict.ts';
import { assets, job } from '../../shared/domain/jobs/samples.ts';
import { worlds } from './engine.ts';
import { newFlow, starting } from './flow.ts';
import {
  contact,
  deliver,
  drain,
  folders,
  jobFor,
  type Message,
  many,
  messagesFor,
  NOW,
  newId,
  put,
  type World,
} from './world.ts';

const NOTES = 'note' as FieldKey;

/** A contact with no room for anything more. */
const full = () => contact({ fields: { [NOTES]: { text: 'x'.repeat(CONTACT_LIMIT - 23) } } });

/** A flow that sets a field of every contact, and then archives it. */
async function fillingFlow(world: World) {
  const field = { key: 'more' as FieldKey, name: 'More' };
  const made = { ...field, type: 'text', featured: false, priority: 0, agentAccess: 'view', createdOn: NOW } as const;
  await createField(world.data, world.workspace, made);
  return newFlow(world, [
    { type: 'set_contact_field', field, value: 'some more text' },
    { type: 'set_contact_status', status: 'archived' },
  ]);
}

describe('one contact of a slice', () => {
  const world = worlds();

  test('that would become too large fails alone, and stays as it was', async () => {
    const large = full();
    const uuids = await put(world(), [...many(39), large]);
    const [message] = (await messagesFor(world(), starting(await fillingFlow(world())), uuids)) as [Message];
    await deliver(world(), message);
    expect(await jobFor(world(), message)).toMatchObject({
      status: 'completed',
      total: 40,
      totals: { changed: 39, unchanged: 0, skipped: {}, failed: { too_large: 1 } },
    });
    expect(await folders(world(), uuids)).toEqual({ archived: 39, active: 1 });
    expect(await readContact(world().data, world().workspace, large.uuid)).toEqual(large);
  });

  test('that is full is archived like any other', async () => {
    const uuids = await put(world(), [...many(2), full()]);
    await messagesFor(world(), { type: 'set_status', status: 'archived' }, uuids).then(([message]) =>
      deliver(world(), message as Message),
    );
    await drain(world());
    expect(await folders(world(), uuids)).toEqual({ archived: 3 });
  });

  test('whose rule throws, or that cannot be stored, is an error; the others are changed', async () => {
    const uuids = (await put(world(), many(40))) as [ContactId, ContactId];
    const [throwing, odd] = uuids;
    const [message] = (await messagesFor(world(), { type: 'set_status', status: 'archived' }, uuids)) as [Message];
    const slice: Mark = { job: message.body.job, slice: 0 };
    const change = { by: 'system', via: 'job', ...slice } as const;
    const working = { assets: assets(), now: NOW, change };
    const operation = operationOf(job());
    if (operation.type !== 'modify') throw new Error('Another operation');
    const archive = modifying(operation, job(), working);
    const verdicts = await changeContacts(world(), world().workspace, [...uuids, newId()], {
      ...working,
      slice: { ...slice, done: 0 },
      rule(one, ...rest) {
        if (one.uuid === throwing) throw new TypeError('A fault');
        return archive(one.uuid === odd ? { ...one, name: 'half of a character: \ud83d' } : one, ...rest);
      },
    });
    expect(verdicts?.get(throwing)).toEqual(failed('error'));
    expect(verdicts?.get(odd)).toEqual(failed('error'));
    expect([...(verdicts?.values() ?? [])].filter(({ outcome }) => outcome === 'changed')).toEqual(
      Array(38).fill(CHANGED),
    );
    expect(await folders(world(), uuids)).toEqual({ archived: 38, active: 2 });
  });
});
