/** Messages that are delivered together do what each would do alone, and cost less. */
import { BatchExecuteStatementCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeContact, deleteContact, findOwners } from '../../../../shared/data/contacts/index.ts';
import { consumedSince } from '../../../../shared/data/dynamo/meter.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import type { InboundMessage } from '../../../../shared/messages/inbound.ts';
import { through } from '../../../shared/data/calls.ts';
import { CHANGE, LATER, turns } from '../../../shared/data/contacts/people.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';
import { message, newWorkspace, second, stateOf, take, takeEach, urnOf } from '../arrivals.ts';

const WRITES = [PutCommand, BatchExecuteStatementCommand, TransactWriteCommand];
const isWrite = (command: object): boolean => WRITES.some((kind) => command instanceof kind);
const TEN = Array.from({ length: 10 }, (_, person) => person);

describeOnEngines('messages that are delivered together', (data, { exactCapacity }) => {
  const ownerOf = async (workspace: WorkspaceId, person: number): Promise<Contact> => {
    const owner = (await findOwners(data(), workspace, [urnOf(person)])).get(urnOf(person));
    if (owner === undefined) throw new Error('Nobody has the address');
    return owner;
  };

  /** A workspace with contacts of so many people. */
  const withPeople = async (people: readonly number[]) => {
    const workspace = await newWorkspace(data());
    await takeEach(
      data(),
      people.map((person) => message(workspace, person, 'Muraho', { at: second(0) })),
    );
    return workspace;
  };

  /** Counts the calls of one container, which has read groups and fields before. */
  const container = async (workspace: WorkspaceId) => {
    let calls: string[] = [];
    const counted = through(data(), (command, pass) => {
      calls.push(command.constructor.name.replace('Command', ''));
      return pass();
    });
    const callsOf = async (people: readonly number[], at: number) => {
      calls = [];
      const all = people.map((person) => message(workspace, person, 'Hi', { at: second(at) }));
      expect(await take(counted, all)).toEqual([]);
      return calls;
    };
    await callsOf([0], 2);
    return callsOf;
  };

  it('are two reads and three writes, for one as for ten people', async () => {
    const callsOf = await container(await withPeople(TEN));
    expect(await callsOf([1], 3)).toEqual(['BatchGet', 'BatchGet', 'Put', 'Put', 'Put']);
    expect(await callsOf(TEN, 4)).toEqual(['BatchGet', 'BatchGet', ...Array(3).fill('BatchExecuteStatement')]);
  });

  it('are one read and three writes where the container has met the people', async () => {
    const callsOf = await container(await withPeople(TEN));
    await callsOf(TEN, 3);
    expect(await callsOf([1], 4)).toEqual(['BatchGet', 'Put', 'Put', 'Put']);
    expect(await callsOf(TEN, 5)).toEqual(['BatchGet', ...Array(3).fill('BatchExecuteStatement')]);
  });

  it('reach whoever has an address now, although the container has met another owner', async () => {
    const workspace = await withPeople([0, 1, 2]);
    await take(data(), [message(workspace, 0, 'Hi', { at: second(2) })]);
    const [before, next] = [await ownerOf(workspace, 0), await ownerOf(workspace, 1)];
    await changeContact(data(), workspace, before.uuid, {}, turns({ urns: ['tel:+250788000078'] }));
    await changeContact(
      data(),
      workspace,
      next.uuid,
      {},
      turns(({ urns }) => ({ urns: [...urns, urnOf(0)] })),
    );
    await deleteContact(
      data(),
      workspace,
      (await ownerOf(workspace, 2)).uuid,
      { change: CHANGE, now: LATER },
      () => null,
    );
    await take(data(), [message(workspace, 0, 'STOP', { at: second(3) }), message(workspace, 2, 'Hello')]);
    expect(await ownerOf(workspace, 0)).toMatchObject({ uuid: next.uuid, status: 'stopped' });
    expect((await findOwners(data(), workspace, ['tel:+250788000078'])).get('tel:+250788000078')?.status).toBe(
      'active',
    );
    expect(await stateOf(data(), workspace, [2])).toMatchObject({ 2: { status: 'active', texts: { length: 1 } } });
  });

  it('of a new address are four calls, as the settings, the marker and the address are read at once', async () => {
    const callsOf = await container(await withPeople([0]));
    expect(await callsOf([1], 3)).toEqual(['BatchGet', 'TransactWrite', 'Put', 'Put']);
  });

  // DynamoDB Local reports no units of statements.
  it.runIf(exactCapacity)('cost 3 write units each, 3 read units, and 1 for the settings of all', async () => {
    const workspace = await withPeople(TEN);
    await take(data(), [message(workspace, 0, 'Hi', { at: second(2) })]);
    const spent = async (people: readonly number[], at: number) => {
      const before = data().meter.read();
      await take(
        data(),
        people.map((person) => message(workspace, person, 'Hi', { at: second(at) })),
      );
      return consumedSince(data().meter, before);
    };
    const [one, ten] = [await spent([1], 3), await spent(TEN.slice(2), 4)];
    expect(one.readUnits).toBe(1 + 3);
    expect(ten).toEqual({ writeUnits: 8 * one.writeUnits, readUnits: 1 + 8 * 3 });
  });

  it('do what each would do by itself, whatever they say, whoever is new, and whatever is repeated', async () => {
    const texts = fc.constantFrom('Hello', 'STOP', 'START', 'Yego');
    const arrivals = fc.array(
      fc.record({
        person: fc.integer({ min: 0, max: 4 }),
        text: texts,
        type: fc.constantFrom(
          'msg_received' as const,
          'msg_received' as const,
          'mo_call' as const,
          'stop_contact' as const,
        ),
        id: fc.option(fc.integer({ min: 0, max: 5 })),
        alias: fc.option(fc.integer({ min: 5, max: 6 }), { freq: 5 }),
      }),
      { minLength: 1, maxLength: 10 },
    );
    const people = [0, 1, 2, 3, 4, 5, 6];
    await fc.assert(
      fc.asyncProperty(arrivals, async (all) => {
        const [together, single] = [await withPeople([0, 1, 5]), await withPeople([0, 1, 5])];
        const of = (workspace: WorkspaceId): InboundMessage[] =>
          all.map(({ person, text, type, id, alias }, index) =>
            message(workspace, person, text, {
              ...{ type, at: second(1 + index), externalId: id === null ? null : `id ${id}` },
              ...(alias !== null && { alias: urnOf(alias) }),
            }),
          );
        expect(await take(data(), of(together))).toEqual([]);
        await takeEach(data(), of(single));
        expect(await stateOf(data(), together, people)).toEqual(await stateOf(data(), single, people));
      }),
      { numRuns: runs(100) },
    );
  });

  it('of one person are handled in their order, those of a new address too', async () => {
    const workspace = await withPeople([0]);
    const said = (person: number, text: string, at: number) => message(workspace, person, text, { at: second(at) });
    await take(data(), [
      ...[said(0, 'STOP', 2), said(1, 'Hello', 2), said(0, 'START', 3), said(1, 'STOP', 3)],
      ...[said(1, 'Once more', 4), said(1, 'STOP', 5)],
    ]);
    expect(await stateOf(data(), workspace, [0, 1])).toMatchObject({
      0: { status: 'active', seen: second(3), texts: expect.arrayContaining([expect.stringMatching(/START/)]) },
      1: { status: 'stopped', seen: second(5), texts: { length: 4 } },
    });
  });

  it('count once, however many deliveries are handled at the same time', async () => {
    const workspace = await withPeople([0, 1, 2]);
    const all = [0, 1, 2, 3].map((person) => message(workspace, person, 'STOP', { externalId: `id ${person}` }));
    await Promise.all([take(data(), all), take(data(), all), take(data(), [...all].reverse())]);
    const states = Object.values(await stateOf(data(), workspace, [0, 1, 2, 3])) as { texts: string[] }[];
    expect(states).toMatchObject(Array(4).fill({ status: 'stopped' }));
    expect(states.map(({ texts }) => texts.filter((text) => text.endsWith('STOP')).length)).toEqual([1, 1, 1, 1]);
  });

  it.each(['before', 'after'] as const)('are all there once when the function died %s any write', async (when) => {
    for (let write = 0, died = true; died; write += 1) {
      const workspace = await withPeople([0, 1]);
      const all = [
        ...[message(workspace, 0, 'STOP'), message(workspace, 1, 'Hi'), message(workspace, 2, 'STOP')],
        message(workspace, 2, 'Still', { at: second(2), type: 'mo_call' }),
      ];
      died = false;
      let left = write;
      const dying = through(data(), async (command, pass) => {
        if (died) throw new Error('The function has died');
        if (!isWrite(command) || left-- > 0) return pass();
        died = true;
        if (when === 'after') await pass();
        throw new Error('The function dies');
      });
      const errors = await take(dying, all);
      expect(errors.length > 0).toBe(died);
      expect(await take(data(), all)).toEqual([]);
      expect(await stateOf(data(), workspace, [0, 1, 2])).toMatchObject({
        0: { status: 'stopped', texts: { length: 2 } },
        1: { status: 'active', texts: { length: 2 } },
        2: { status: 'stopped', texts: { length: 1 } },
      });
    }
  });

  it('do not share the fault of one', async () => {
    const workspace = await withPeople([0, 1, 2]);
    const { uuid } = await ownerOf(workspace, 1);
    const broken = through(data(), (command, pass) => {
      if (isWrite(command) && JSON.stringify(command).includes(uuid)) throw new Error('Never');
      return pass();
    });
    const all = [0, 1, 2, 3].map((person) => message(workspace, person, 'STOP'));
    expect(await take(broken, all)).toEqual([expect.objectContaining({ message: 'Never' })]);
    const statuses = Object.values(await stateOf(data(), workspace, [0, 1, 2, 3])) as { status: string }[];
    expect(statuses.map(({ status }) => status)).toEqual(['stopped', 'active', 'stopped', 'stopped']);
  });

  it.each([1, 2])('stop the person who has the address by then, of %i at once', async (count) => {
    const workspace = await withPeople([0, 1, 2]);
    const [before, next] = [await ownerOf(workspace, 0), await ownerOf(workspace, 1)];
    await meanwhile(workspace, [0, 2].slice(0, count), async () => {
      await changeContact(data(), workspace, before.uuid, {}, turns({ urns: ['tel:+250788000077'] }));
      await changeContact(
        data(),
        workspace,
        next.uuid,
        {},
        turns(({ urns }) => ({ urns: [...urns, urnOf(0)] })),
      );
    });
    expect(await ownerOf(workspace, 0)).toMatchObject({ uuid: next.uuid, status: 'stopped' });
    expect((await findOwners(data(), workspace, ['tel:+250788000077'])).get('tel:+250788000077')?.status).toBe(
      'active',
    );
  });

  it.each([1, 2])('stop the address of a person who is deleted meanwhile, of %i at once', async (count) => {
    const workspace = await withPeople([0, 1, 2]);
    const { uuid } = await ownerOf(workspace, 0);
    await meanwhile(workspace, [0, 2].slice(0, count), async () => {
      await deleteContact(data(), workspace, uuid, { change: CHANGE, now: LATER }, () => null);
    });
    expect(await ownerOf(workspace, 0)).toMatchObject({ status: 'stopped' });
  });

  /** Takes opt-outs of some people, with something that happens before their first write. */
  async function meanwhile(workspace: WorkspaceId, people: readonly number[], act: () => Promise<void>): Promise<void> {
    let isFirst = true;
    const crossed = through(data(), async (command, pass) => {
      if (isFirst && isWrite(command)) {
        isFirst = false;
        await act();
      }
      return pass();
    });
    const all = people.map((person) => message(workspace, person, 'STOP'));
    expect(await take(crossed, all)).toEqual([]);
    expect(isFirst).toBe(false);
  }
});
