/**
 * The key of addresses is replaced while functions learn of it at different times; the replacement is killed anywhere,
 * and continues (ADR 048).
 */
import { DeleteCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { limitListCheck, noteListChecks, readListNumbers } from '../../../../../shared/data/carrier/index.ts';
import { deleteVersion } from '../../../../../shared/data/contacts/delete.ts';
import { cleanUp, createContact, readHolders } from '../../../../../shared/data/contacts/index.ts';
import { type Data, getItem, hashed, keysIn, readRotation } from '../../../../../shared/data/dynamo/index.ts';
import { createWorkspace } from '../../../../../shared/data/workspace/index.ts';
import type { Contact } from '../../../../../shared/domain/contacts/contact.ts';
import type { WorkspaceId } from '../../../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../../../shared/domain/instant.ts';
import { SECRET_KEPT_MS } from '../../../../../shared/domain/keys/rotation.ts';
import { publicKeys } from '../../../../../shared/services/erasures/receipt.ts';
import { publicKeyOf } from '../../../../../shared/services/erasures/signature.ts';
import { beginRotation, type Rotating, resumeRotation } from '../../../../../shared/services/keys/rotate.ts';
import { openTestData } from '../../../../support/engines/data.ts';
import { firstEngine } from '../../../../support/engines/first.ts';
import { CHANGE, LATER, NOW, person } from '../../../data/contacts/people.ts';

/** By which the tables of tests are noted to be written. */
const OLD = 'a key for tests';
const [ANN, CID] = ['tel:+250788000001', 'tel:+250788000003'];
const MINUTE = 60_000_000;

const engine = firstEngine();

async function create(at: Data, workspace: WorkspaceId, given: Partial<Contact>) {
  const contact = person(given);
  return createContact(at, workspace, [...contact.urns], () => contact);
}

/** A service whose clock stands unless somebody waits. */
interface Running {
  readonly data: Data;
  readonly workspace: WorkspaceId;
  /** Each value of the secret, with the time at which it was written; the last one is the present one. */
  readonly values: { readonly value: string; readonly at: Instant }[];
  clock: Instant;
}

/** With a person, and the opt-out of another one who is deleted. */
async function start(): Promise<Running> {
  const data = await openTestData(engine());
  const { workspace } = await createWorkspace(data, { name: 'Rotated', now: NOW });
  const service: Running = { data, workspace, values: [{ value: OLD, at: NOW }], clock: instant(NOW + 60 * MINUTE) };
  const { fresh } = functionsOf(service);
  await create(fresh, workspace, { name: 'Ann', urns: [ANN] });
  const gone = await create(fresh, workspace, { urns: [CID], optOut: 'stopped', status: 'stopped' });
  if (!gone.ok) throw new Error('taken');
  await deleteVersion(fresh, workspace, gone.contact, CHANGE, LATER);
  await cleanUp(fresh, workspace, gone.contact);
  return service;
}

/** The function that has just started, and the one that has known of the secret for the longest. */
function functionsOf(service: Running): { readonly fresh: Data; readonly stale: Data } {
  const knownAt = (at: Instant) => async () =>
    (service.values.findLast((one) => one.at <= at) ?? service.values[0])?.value ?? '';
  return {
    fresh: { ...service.data, hmacKey: knownAt(service.clock) },
    stale: { ...service.data, hmacKey: knownAt(instant(service.clock - SECRET_KEPT_MS * 1_000)) },
  };
}

let people = 0;

/** For any function: Ann is found, Cid has opted out, and a contact made by one of them is found by both. */
async function expectRight(service: Running): Promise<void> {
  const { fresh, stale } = functionsOf(service);
  const { workspace } = service;
  const urn = `tel:+2507881${String(people++).padStart(5, '0')}`;
  await create(people % 2 === 0 ? fresh : stale, workspace, { name: 'New', urns: [urn] });
  for (const at of [fresh, stale]) {
    const holders = await readHolders(at, workspace, [ANN, CID, urn]);
    expect([...holders.values()]).toMatchObject([
      { kind: 'owned', contact: { name: 'Ann' } },
      { kind: 'tombstone', optOut: { reason: 'stopped', said: NOW } },
      { kind: 'owned', contact: { name: 'New' } },
    ]);
    expect(await create(at, workspace, { urns: [urn] })).toMatchObject({ ok: false });
  }
}

class Killed extends Error {}

/** Replaces the key, and is killed before the write of this number (from 0), so also after the one before. */
function operator(service: Running, dies: number | null) {
  let writes = 0;
  async function mortal<T>(act: () => Promise<T>): Promise<T> {
    if (dies !== null && writes++ >= dies) throw new Killed();
    return act();
  }
  const documents = new Proxy(service.data.documents, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return (command: Parameters<typeof target.send>[0]) => {
        const isWrite = [PutCommand, DeleteCommand, TransactWriteCommand].some((kind) => command instanceof kind);
        return isWrite ? mortal(() => target.send(command)) : target.send(command);
      };
    },
  });
  const said: string[] = [];
  const rotating: Rotating = {
    data: { ...service.data, documents, hmacKey: null },
    secret: {
      async read() {
        const { value = '', at: writtenOn = NOW } = service.values.at(-1) ?? {};
        return { value, writtenOn };
      },
      write: (value) => mortal(async () => void service.values.push({ value, at: service.clock })),
    },
    newKey: () => `key ${service.values.length} ${service.clock}`,
    now: () => service.clock,
    async wait() {
      service.clock = instant(service.clock + 15 * MINUTE);
      await expectRight(service);
    },
    say: (line) => void said.push(line),
  };
  return { rotating, said };
}

const keysOf = ({ values }: Running) => keysIn(values.at(-1)?.value ?? '');

/** Ann's address lies under the first key. */
async function expectMoved({ data, workspace, values }: Running): Promise<void> {
  const hash = await hashed({ ...data, hmacKey: async () => values.at(-1)?.value ?? '' }, workspace, ANN);
  const item = await getItem(data, 'contacts', { pk: `I#${workspace}#${hash}`, sk: 'URN' }, { consistent: true });
  expect(item).toMatchObject({ owner: expect.any(String) });
}

test('the new key is learnt, makes hashes, and has every address; the old one stays for the opt-outs of who is gone', async () => {
  const service = await start();
  await createWorkspace(service.data, { name: 'Another', now: NOW });
  const { rotating, said } = operator(service, null);
  const done = await beginRotation(rotating);
  expect(done).toMatchObject({ state: 'done', moved: expect.any(Number), endedOn: service.clock });
  expect(done.moved).toBeGreaterThan(0);
  expect(keysOf(service)).toEqual([expect.stringMatching(/^key/), OLD]);
  expect(said.filter((line) => /^\d of 3/.test(line)).map((line) => line[0])).toEqual(
    expect.arrayContaining(['1', '2', '3']),
  );
  await expectMoved(service);
  await expectRight(service);
  expect(await resumeRotation(rotating)).toEqual(done);
  // Receipts of before it are known to be the service's own.
  expect((await publicKeys(functionsOf(service).fresh)).other_public_keys).toEqual([publicKeyOf(OLD)]);
});

test('killed before any write, it goes on where it was, and nobody is forgotten or doubled meanwhile', async () => {
  for (let dies = 0; ; dies++) {
    const service = await start();
    const outcome = await beginRotation(operator(service, dies).rotating).catch((error: unknown) => error);
    if (!(outcome instanceof Killed)) break;
    await expectRight(service);
    // Killed before anything was noted, nothing is under way.
    const goOn = (await readRotation(service.data)) === null ? beginRotation : resumeRotation;
    expect(await goOn(operator(service, null).rotating)).toMatchObject({ state: 'done' });
    expect(keysOf(service)).toEqual([expect.stringMatching(/^key/), OLD]);
    await expectMoved(service);
    await expectRight(service);
  }
});

test('it stops when the new key is gone from the secret, and begins anew only when the last one is done', async () => {
  const service = await start();
  const { rotating, said } = operator(service, null);
  await beginRotation(operator(service, 4).rotating).catch(() => undefined);
  service.values.push({ value: OLD, at: service.clock });
  await expect(resumeRotation(rotating)).rejects.toThrow('The new key is not in the secret any more');
  service.values.splice(-1);
  await beginRotation(rotating);
  expect(said[0]).toBe('a replacement of the key is under way already: it goes on');
  expect(keysOf(service)).toHaveLength(2);
  await beginRotation(rotating);
  expect(keysOf(service)).toHaveLength(3);
  await expectRight(service);
});

test('nothing goes on that was never begun', async () => {
  const service = await start();
  await expect(resumeRotation(operator(service, null).rotating)).rejects.toThrow('has never been replaced');
});

test('a number of a deleted person that was noted for the carrier under an earlier key is not kept for longer either', async () => {
  const { data, workspace } = await start();
  const of = { list: 'Default', workspace };
  const number = '+250788000004';
  const under = (...keys: string[]): Data => ({ ...data, hmacKey: async () => JSON.stringify(keys) });
  await noteListChecks(under(OLD), of, [{ number, at: NOW }]);
  await limitListCheck(under('a newer key', OLD), of, number, LATER);
  const [place] = await readListNumbers(under('a newer key', OLD), [{ of, number }], { consistent: true });
  expect(place?.look).toMatchObject({ number, ttl: expect.any(Number) });
});
