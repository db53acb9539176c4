import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Decide } from '../../../../shared/data/contacts/change.ts';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import {
  changeContact,
  changeMany,
  deleteContact,
  moveToShard,
  pageRoster,
  readContact,
  rosterPk,
  shardOf,
} from '../../../../shared/data/contacts/index.ts';
import { readRange } from '../../../../shared/data/paging/ranges.ts';
import { type Contact, isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';
import { through } from '../calls.ts';
import { aContact, aGroup, archived, aWorkspace, CHANGE, LATER, leavesAlone, NOW, stored, turns } from './people.ts';

const toggles =
  (group: GroupId): Decide =>
  (contact, taken, optOuts) => {
    const member = contact.groups.includes(group);
    const groups = member ? contact.groups.filter((one) => one !== group) : [...contact.groups, group];
    return turns({ groups })(contact, taken, optOuts);
  };

/** Joins the group and changes another property, also when the contact is a member already. */
const joins =
  (group: GroupId): Decide =>
  (contact, taken, optOuts) =>
    turns({ groups: [...new Set([...contact.groups, group])], name: `${contact.version}` })(contact, taken, optOuts);

const renames = (_: GroupId): Decide => turns(({ version }) => ({ name: `${version}` }));

describeOnEngines('concurrent changes', (data) => {
  const create = (workspace: WorkspaceId, given: Partial<Contact> = {}) => stored(data(), workspace, given);

  it('loses none of several changes made at once', async () => {
    const workspace = aWorkspace();
    const { uuid } = await create(workspace);
    const groups = Array.from({ length: 5 }, aGroup);
    await Promise.all(groups.map((group) => changeContact(data(), workspace, uuid, {}, toggles(group))));
    const contact = await readContact(data(), workspace, uuid, { consistent: true });
    expect(contact).toMatchObject({ version: 6 });
    expect([...((contact as Contact).groups ?? [])].sort()).toEqual([...groups].sort());
  });

  it('gives up after eight lost races, with an error of its own', async () => {
    const workspace = aWorkspace();
    const { uuid } = await create(workspace);
    let asked = 0;
    const hopeless = through(data(), async (_, send) => {
      if (asked > 0) await changeContact(data(), workspace, uuid, {}, turns({ name: `${asked}` }));
      return send();
    });
    const change = changeContact(hopeless, workspace, uuid, {}, (...given) => {
      asked++;
      return turns({ name: 'mine' })(...given);
    });
    await expect(change).rejects.toMatchObject({ code: 'contention' });
    expect(asked).toBe(8);
  });

  it('keeps every member in the roster and leaves no other entry, in any order of requests', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom(toggles, joins, renames), { minLength: 2, maxLength: 4 }),
        async (scheduler, kinds) => {
          const workspace = aWorkspace();
          const group = aGroup();
          const { uuid } = await create(workspace);
          const isListed = async () =>
            (await pageRoster(data(), workspace, [group], shardOf(uuid), { limit: 5 })).uuids.includes(uuid);
          const isMember = async () => {
            const contact = await readContact(data(), workspace, uuid, { consistent: true });
            return contact !== null && !isTombstone(contact) && contact.groups.includes(group);
          };
          const missing: boolean[] = [];
          // A turn is one request and the check after it. Nothing else is sent meanwhile, since both reads of a check
          // must be of one time. (`scheduleFunction` would send at once, and order only the answers.)
          const ordered = through(data(), async (_, send) => {
            let answer: Promise<unknown> = Promise.resolve();
            const turn = async () => {
              answer = send();
              await answer.catch(() => undefined);
              missing.push((await isMember()) && !(await isListed()));
            };
            await scheduler.scheduleSequence([turn]).task;
            return answer;
          });
          const changes = kinds.map((kind) => changeContact(ordered, workspace, uuid, {}, kind(group)));
          await scheduler.waitFor(Promise.all(changes));
          expect(missing).not.toContain(true);
          const contact = (await readContact(data(), workspace, uuid, { consistent: true })) as Contact;
          const partition = rosterPk(workspace, group, shardOf(uuid));
          const { keys } = await readRange(data(), { index: null, partition }, 9, false);
          expect(keys).toEqual(contact.groups.map((one) => `${uuid}#${contact.joined[one]}`));
        },
      ),
      { numRuns: runs(25) },
    );
  });

  it('does not delete a roster entry that it wrote without need while another request may be writing the same', async () => {
    const workspace = aWorkspace();
    const group = aGroup();
    const urn = 'tel:+250788000007';
    const { uuid } = await create(workspace);
    let requests = 0;
    const interrupted = through(data(), async (_, send) => {
      requests++;
      // Its 4th request claims the URN, which then has another owner; its 7th is the last before it decides again.
      if (requests === 4) await create(workspace, { urns: [urn] });
      const answer = await send();
      if (requests === 7) await changeContact(data(), workspace, uuid, {}, joins(group));
      return answer;
    });
    const change = await changeContact(interrupted, workspace, uuid, { claims: [urn] }, (contact, taken, optOuts) =>
      taken.has(urn)
        ? leavesAlone(contact, taken, optOuts)
        : turns({ groups: [group], urns: [urn] })(contact, taken, optOuts),
    );
    expect([change.outcome, requests]).toEqual(['unchanged', 7]);
    expect((await pageRoster(data(), workspace, [group], shardOf(uuid), { limit: 5 })).uuids).toEqual([uuid]);
  });

  it('changes a slice, each contact once, and returns the outcome of each', async () => {
    const workspace = aWorkspace();
    const [left, joined] = [aGroup(), aGroup()];
    const people = await Promise.all(
      Array.from({ length: 60 }, (_, i) => create(workspace, { groups: [left], name: `${i}` })),
    );
    const [moved, gone, calm, renumbered, never] = people as [Contact, Contact, Contact, Contact, Contact];
    await changeContact(data(), workspace, moved.uuid, {}, turns({ language: 'kin' }));
    await deleteVersion(data(), workspace, gone, CHANGE, LATER);
    const unknown = { ...never, uuid: aContact() };
    const decide: Decide = (contact, ...rest) => {
      if (contact.uuid === calm.uuid) return leavesAlone(contact, ...rest);
      if (contact.uuid === renumbered.uuid) return turns({ urns: ['tel:+250788000009'] })(contact, ...rest);
      return turns({ groups: [joined] })(contact, ...rest);
    };
    const outcomes = await changeMany(data(), workspace, [...people, unknown], decide);
    const expected = new Map<ContactId, string>(people.map(({ uuid }) => [uuid, 'changed']));
    expected.set(gone.uuid, 'deleted').set(calm.uuid, 'unchanged').set(unknown.uuid, 'missing');
    expect(new Map([...outcomes].map(([uuid, { outcome }]) => [uuid, outcome]))).toEqual(expected);
    expect(await readContact(data(), workspace, moved.uuid)).toMatchObject({
      language: 'kin',
      groups: [joined],
      version: 3,
    });
    const members = async (group: GroupId) => {
      const shards = Array.from({ length: 8 }, (_, shard) =>
        pageRoster(data(), workspace, [group], shard, { limit: 99 }),
      );
      return (await Promise.all(shards)).flatMap(({ uuids }) => uuids).sort();
    };
    const stayed = [gone.uuid, calm.uuid, renumbered.uuid];
    const went = people.map(({ uuid }) => uuid).filter((uuid) => !stayed.includes(uuid));
    expect(await members(joined)).toEqual([...went, unknown.uuid].sort());
    expect(await members(left)).toEqual(stayed.sort());
  });

  it('changes contacts that another request is changing at the same time', async () => {
    const workspace = aWorkspace();
    const people = await Promise.all(Array.from({ length: 40 }, () => create(workspace, { groups: [aGroup()] })));
    const [outcomes] = await Promise.all([
      changeMany(data(), workspace, people, turns(archived())),
      ...people.map(({ uuid }) => changeContact(data(), workspace, uuid, {}, turns({ name: 'Ann' }))),
    ]);
    expect(new Set([...outcomes.values()].map(({ outcome }) => outcome))).toEqual(new Set(['changed']));
    for (const { uuid } of people) {
      const contact = await readContact(data(), workspace, uuid, { consistent: true });
      expect(contact).toMatchObject({ name: 'Ann', status: 'archived', groups: [], version: 3 });
    }
  });
});

/** A contact moves to its shard among more while it is being changed: neither is lost (ADR 032). */
describeOnEngines('a contact that moves', (data) => {
  const [left, right] = [aGroup(), aGroup()];
  const among = 64;

  /** Somebody in a group who is elsewhere among 64 shards, and what moves that contact. */
  async function someone() {
    const workspace = aWorkspace();
    const uuid = Array.from({ length: 200 }, aContact).find((one) => shardOf(one, among) > 7) ?? aContact();
    const contact = await stored(data(), workspace, { uuid, groups: [left] });
    return { workspace, contact, move: () => moveToShard(data(), workspace, uuid, { among, now: NOW }) };
  }

  const shardsIn = async (workspace: WorkspaceId, group: GroupId, { uuid }: Contact) => {
    const shards = [...new Set([8, 16, 32, 64].map((one) => shardOf(uuid, one)))];
    const pages = await Promise.all(shards.map((shard) => pageRoster(data(), workspace, [group], shard, { limit: 9 })));
    return shards.filter((_, index) => pages[index]?.uuids.includes(uuid));
  };

  /** It is in its new shard, a member there of both groups and of nothing elsewhere. */
  async function expectMoved(workspace: WorkspaceId, contact: Contact) {
    const shard = shardOf(contact.uuid, among);
    expect(await readContact(data(), workspace, contact.uuid)).toMatchObject({
      ...{ shard, groups: [left, right], version: 2 },
    });
    expect(await shardsIn(workspace, left, contact)).toEqual([shard]);
    expect(await shardsIn(workspace, right, contact)).toEqual([shard]);
  }

  const joins = turns({ groups: [left, right] });

  it('after a change has read it', async () => {
    const { workspace, contact, move } = await someone();
    let moved = false;
    const onceRead = async () => {
      if (!moved) moved = await move();
    };
    await changeContact(data(), workspace, contact.uuid, { onceRead }, joins);
    await expectMoved(workspace, contact);
  });

  it('after a slice of a job has read it', async () => {
    const { workspace, contact, move } = await someone();
    const planned = async () => void (await move());
    await changeMany(data(), workspace, [contact], joins, { planned });
    await expectMoved(workspace, contact);
  });

  it('after a deletion has read it, twice, and with its version', async () => {
    const { workspace, contact, move } = await someone();
    expect(await move()).toBe(true);
    expect(await move()).toBe(false);
    expect(await readContact(data(), workspace, contact.uuid)).toMatchObject({ version: 1, modifiedOn: NOW });
    const deletion = { change: CHANGE, now: LATER, read: contact };
    expect(await deleteContact(data(), workspace, contact.uuid, deletion, () => null)).toEqual({ outcome: 'deleted' });
    expect(await readContact(data(), workspace, contact.uuid)).toMatchObject({
      ...{ deleted: true, shard: shardOf(contact.uuid, among) },
    });
    expect(await move()).toBe(false);
  });
});
