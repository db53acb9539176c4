import { expect, it } from 'vitest';
import { createMany, type NewContact } from '../../../../shared/data/contacts/create-many.ts';
import { changeContact, createContact, findOwners, readContact } from '../../../../shared/data/contacts/index.ts';
import { pageRoster } from '../../../../shared/data/contacts/rosters.ts';
import { consumedSince, type Data, shardsOf } from '../../../../shared/data/dynamo/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aGroup, aWorkspace, person, turns } from './people.ts';

const wanted = (given: Partial<Contact>): NewContact => {
  const uuid = given.uuid ?? aContact();
  return {
    uuid,
    identities: given.urns ?? [],
    build: (optOut) => person({ ...given, uuid, optOut: optOut?.reason ?? null }),
  };
};

describeOnEngines('creating many contacts', (data) => {
  const create = async (workspace: WorkspaceId, given: Partial<Contact>) => {
    const created = await createContact(data(), workspace, given.urns ?? [], () => person(given));
    if (!created.ok) throw new Error('taken');
    return created.contact;
  };
  const members = async (workspace: WorkspaceId, group: GroupId) => {
    const pages = await Promise.all(
      shardsOf(data(), workspace).map((shard) => pageRoster(data(), workspace, [group], shard, { limit: 1_000 })),
    );
    return pages.flatMap(({ uuids }) => uuids).sort();
  };
  /** The same tables; before the first transaction, something else is done. */
  const beforeStoring = (act: () => Promise<unknown>): Data => {
    let acted: Promise<unknown> | null = null;
    const send = async (command: object) => {
      if (command.constructor.name.startsWith('TransactWrite')) {
        acted ??= act();
        await acted;
      }
      return data().documents.send(command as never);
    };
    return { ...data(), documents: { send } as unknown as Data['documents'] };
  };

  it('makes each with its addresses and groups, for the units of one made alone and no others', async () => {
    const [workspace, group] = [aWorkspace(), aGroup()];
    const people = Array.from({ length: 60 }, (_, n) =>
      wanted({ urns: [`tel:+25078${n}`, `mailto:${n}@x.org`], groups: [group] }),
    );
    const start = data().meter.read();
    const outcomes = await createMany(data(), workspace, people);
    const { writeUnits, readUnits } = consumedSince(data().meter, start);
    expect([...outcomes.values()]).toEqual(people.map(() => ({ outcome: 'created' })));
    expect(writeUnits).toBe(60 * (2 * (1 + 2) + 2 + 1));
    // DynamoDB Local counts nothing for what it does not find.
    expect(readUnits).toBeLessThanOrEqual(60 * 2);
    const owners = await findOwners(
      data(),
      workspace,
      people.flatMap(({ identities }) => identities),
    );
    expect([...owners.values()].map(({ uuid }) => uuid)).toEqual(people.flatMap(({ uuid }) => [uuid, uuid]));
    expect(await members(workspace, group)).toEqual(people.map(({ uuid }) => uuid).sort());
  });

  it('leaves out who has an address that others own, or two ask for, and no other', async () => {
    const [workspace, group] = [aWorkspace(), aGroup()];
    const owner = await create(workspace, { urns: ['tel:+1'] });
    const asked = [['tel:+1', 'tel:+9'], ['tel:+2'], ['tel:+3'], ['tel:+3']].map((urns) =>
      wanted({ urns, groups: [group] }),
    );
    const outcomes = await createMany(data(), workspace, asked);
    const [taken, free, ...both] = asked.map(({ uuid }) => outcomes.get(uuid));
    expect(taken).toMatchObject({ outcome: 'taken', owners: new Map([['tel:+1', { uuid: owner.uuid }]]) });
    expect(free).toEqual({ outcome: 'created' });
    expect(both.map((one) => one?.outcome).sort()).toEqual(['created', 'taken']);
    const made = asked.filter(({ uuid }) => outcomes.get(uuid)?.outcome === 'created').map(({ uuid }) => uuid);
    expect(await members(workspace, group)).toEqual(made.sort());
    expect((await findOwners(data(), workspace, ['tel:+9'])).size).toBe(0);
  });

  it('decides again about one whose address was taken, or was left with a refusal, after it was looked up', async () => {
    const [workspace, group] = [aWorkspace(), aGroup()];
    const [mine, refused] = [
      wanted({ urns: ['tel:+1'], groups: [group] }),
      wanted({ urns: ['tel:+2'], groups: [group] }),
    ];
    const racing = beforeStoring(async () => {
      await create(workspace, { urns: ['tel:+1'] });
      const stopped = await create(workspace, { urns: ['tel:+2'], optOut: 'stopped', status: 'stopped' });
      await changeContact(data(), workspace, stopped.uuid, {}, turns({ urns: [] }));
    });
    const outcomes = await createMany(racing, workspace, [mine, refused]);
    expect(outcomes.get(mine.uuid)).toMatchObject({ outcome: 'taken' });
    expect(outcomes.get(refused.uuid)).toEqual({ outcome: 'created' });
    expect(await readContact(data(), workspace, refused.uuid, { consistent: true })).toMatchObject({
      optOut: 'stopped',
    });
    expect(await members(workspace, group)).toEqual([refused.uuid]);
  });

  it('leaves one alone that another delivery has just made, and its entry in the group', async () => {
    const [workspace, group] = [aWorkspace(), aGroup()];
    const one = wanted({ urns: ['tel:+1'], groups: [group] });
    const racing = beforeStoring(() => createMany(data(), workspace, [one]));
    expect(await createMany(racing, workspace, [one])).toEqual(new Map([[one.uuid, { outcome: 'there' }]]));
    expect(await members(workspace, group)).toEqual([one.uuid]);
  });

  it('lets one that is too large fail alone', async () => {
    const workspace = aWorkspace();
    const [large, small] = [wanted({ name: 'x'.repeat(400_000), urns: ['tel:+1'] }), wanted({ urns: ['tel:+2'] })];
    const outcomes = await createMany(data(), workspace, [large, small]);
    expect(outcomes.get(large.uuid)).toEqual({ outcome: 'failed', reason: 'too_large' });
    expect(outcomes.get(small.uuid)).toEqual({ outcome: 'created' });
  });
});
