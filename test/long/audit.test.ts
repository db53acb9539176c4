/** The nightly audit, in process. What any repair mends is tried in test/shared/data/repair. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { consumedSince, type Key } from '../../shared/data/dynamo/index.ts';
import { addRepairCounts, NO_REPAIRS, type RepairCounts, roundsInTable } from '../../shared/data/repair/index.ts';
import { listWorkspaces } from '../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { auditOn } from '../../shared/services/audit/round.ts';
import { Damaged } from '../shared/data/repair/damaged.ts';
import { type Client, phone } from '../support/api/client.ts';
import type { Item } from '../support/checker/tables.ts';
import { engines } from '../support/engines/engines.ts';
import { storedIn } from '../support/in-process/files.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { atNight } from '../support/night.ts';
import { isLive, isOwned } from './checker/break.ts';
import { fullWorkspace } from './checker/workspace.ts';

const stage = onInProcessStage();
const MINUTE = 60_000_000;
let damaged: Damaged;
let client: Client;
const PEOPLE = 200;

beforeAll(async () => {
  client = await fullWorkspace(stage());
  damaged = new Damaged(stage(), (await client.get('workspace.json')).uuid);
});

const isOfRoster = ({ pk }: Item) => pk.startsWith('G#');
const noteFiles = () => [...storedIn(stage().service.runtime.files).keys()].filter((key) => key.startsWith('audit/'));

describe('The nightly audit', () => {
  it('mends nothing where everything agrees, in the two runs of a round, and leaves no notes', async () => {
    expect(await damaged.auditRun()).toEqual({ looked: 0, ended: 0, broken: 0 });
    expect(noteFiles()).not.toEqual([]);
    expect(await damaged.auditRun()).toEqual({ looked: expect.any(Number), ended: 1, broken: 0 });
    expect(noteFiles()).toEqual([]);
    expect(await damaged.wrong()).toEqual([]);
  });

  it('removes entries of deleted groups, and finds contacts that byModified does not list', async () => {
    const { contacts } = await damaged.tables();
    const [entry] = contacts.filter(isOfRoster);
    const live = contacts.find(isLive);
    if (!entry || !live) throw new Error('Nothing to break');
    const [, workspace] = entry.pk.split('#');
    const orphan = { ...entry, pk: `G#${workspace}#00000000-0000-4000-8000-000000000000#3` };
    await damaged.replace('contacts', orphan, [orphan]);
    const { modifiedKey, modifiedSort, ...unlisted } = live;
    await damaged.replace('contacts', unlisted, [unlisted]);
    expect(await damaged.auditRound()).toEqual({ indexes: 1, stale_rosters: 1 });
    expect(await damaged.wrong()).toEqual([]);
  });

  it('goes on after runs that were killed, or had time for one step, and finds all the same', async () => {
    await spoil({ lost: [], unlisted: [], stale: 2, strangers: 1, log: true });
    damaged.later(24 * 60 * MINUTE);
    const { data, files, logger } = stage().service.runtime;
    let [mended, writes, runs, ended] = [NO_REPAIRS, 0, 0, false];
    const tell = (_: WorkspaceId, counts: RepairCounts) => {
      mended = addRepairCounts(mended, counts);
    };
    const failing = {
      ...files,
      write: (...args: Parameters<typeof files.write>) =>
        ++writes % 3 === 0 ? Promise.reject(new Error('killed')) : files.write(...args),
    };
    for (; !ended && runs < 200; runs++) {
      damaged.later(MINUTE);
      let asked = 0;
      const now = () => (asked++ < 40 ? damaged.clock : instant(damaged.clock + 10 * MINUTE));
      const [rounds, workspaces] = [roundsInTable(data), () => listWorkspaces(data)];
      const runtime = { data, files: failing, rounds, workspaces, now, logger, tell };
      const one = await auditOn(runtime, instant(damaged.clock + MINUTE)).catch(() => null);
      ended = one?.ended ?? false;
    }
    // How many depends on which of four segments is first.
    expect(runs).toBeGreaterThan(3);
    await damaged.settle();
    expect(mended).toEqual({ stale_rosters: 2, identities: 1, messages: expect.any(Number) });
    expect(await damaged.wrong()).toEqual([]);
  });

  it.each(FAILURES)('tells once what it has mended, when then $what fails and it is run again', async ({ fails }) => {
    await spoil({ lost: [], unlisted: [], stale: 3, strangers: 1, log: false });
    damaged.later(24 * 60 * MINUTE);
    damaged.told = { log: NO_REPAIRS, metric: 0 };
    const broken = failing(stage().service.runtime, fails);
    for (let runs = 0; !broken.failed(); runs++) {
      expect(runs).toBeLessThan(20);
      await damaged.auditRun(5, broken).catch(() => null);
    }
    for (let ended = 0; ended === 0; ) ({ ended } = await damaged.auditRun());
    expect(damaged.told).toEqual({ log: { stale_rosters: 3, identities: 1 }, metric: 4 });
    expect(await damaged.auditRound()).toEqual({});
    expect(damaged.told.metric).toBe(4);
  });

  it('passes over a contact whose history cannot be read, says so, and mends the others', async () => {
    const { contacts } = await damaged.tables();
    const event = contacts.find(({ sk }) => sk.startsWith('EVT#'));
    const entry = contacts.find((item) => isOfRoster(item) && !item.sk.startsWith(event?.pk.slice(-36) ?? ''));
    if (!event || !entry) throw new Error('Nothing to break');
    await damaged.replace('contacts', event, [{ ...event, events: [null] }]);
    await damaged.replace('contacts', entry, []);
    damaged.later(24 * 60 * MINUTE);
    await damaged.auditRun();
    expect(await damaged.auditRun()).toMatchObject({ ended: 1, broken: 1, rosters: 1 });
    await damaged.replace('contacts', event, [event]);
    expect(await damaged.auditRound()).toEqual({});
    expect(await damaged.wrong()).toEqual([]);
  });

  it('puts right whatever is lost or superfluous', async () => {
    const { contacts } = await damaged.tables();
    const of = (is: (item: Item) => boolean) => fc.subarray(contacts.filter(is).map(({ pk, sk }) => ({ pk, sk })));
    const few = fc.nat({ max: 4 });
    const damage = fc.record({
      lost: fc.tuple(of(isOfRoster), of(isOwned)).map((some) => some.flat()),
      unlisted: of(isLive),
      stale: few,
      strangers: few,
      log: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(damage, async (some) => {
        await spoil(some);
        await damaged.auditRound();
        expect(await damaged.wrong()).toEqual([]);
      }),
      { numRuns: atNight(20, { byDay: 3 }) },
    );
  });
});

describe.skipIf(!engines[0]?.exactCapacity)('A round of the audit', () => {
  it('reads each contact once, with all that is its own: at most 0.55 units, of which a month has 4.3', async () => {
    const { meter } = stage().service.runtime.data;
    const unitsOfRound = async () => {
      const start = meter.read();
      await damaged.auditRound();
      return consumedSince(meter, start).readUnits;
    };
    const before = await unitsOfRound();
    for (let n = 0; n < PEOPLE; n++)
      await client.post('contacts.json', { name: `New ${n}`, urns: [phone(10_000 + n)] });
    await stage().settle();
    expect(((await unitsOfRound()) - before) / PEOPLE).toBeLessThan(0.55);
  });
});

/** What fails once, after something was mended: a step of the round, or of the lot that is being mended. */
const FAILURES: readonly { readonly what: string; readonly fails: (command: Sent, mended: number) => boolean }[] = [
  { what: 'the next repair of its lot', fails: (command, mended) => isRepair(command) && mended === 2 },
  { what: 'the look at owners of addresses', fails: (command, mended) => isGetOf('CONTACT', command) && mended >= 3 },
  { what: 'the saving of its place', fails: (command, mended) => isPutOf('ROUND', command) && mended >= 3 },
];

// biome-ignore lint/suspicious/noExplicitAny: any command of the SDK
type Sent = { readonly input: any; readonly constructor: { readonly name: string } };
const isRepair = ({ input, constructor: { name } }: Sent) => name === 'DeleteCommand' && input.Key.pk.startsWith('G#');
const isPutOf = (sk: string, { input }: Sent) => input.Item?.sk === sk;
const isGetOf = (sk: string, { input }: Sent): boolean => JSON.stringify(input.RequestItems ?? {}).includes(sk);

/** Tables of which one request is refused. */
function failing({ data }: Pick<Runtime, 'data'>, fails: (typeof FAILURES)[number]['fails']) {
  let [mended, failed] = [0, false];
  const send = async (command: Sent) => {
    if (!failed && fails(command, mended)) {
      failed = true;
      throw new Error('refused');
    }
    const answer = await data.documents.send(command as never);
    if (isRepair(command)) mended += 1;
    return answer;
  };
  const documents = Object.assign(Object.create(data.documents), { send });
  return { data: { ...data, documents }, failed: () => failed };
}

interface Damage {
  readonly lost: readonly Key[];
  readonly unlisted: readonly Key[];
  /** Roster entries without a member, and addresses of somebody who does not have them. */
  readonly stale: number;
  readonly strangers: number;
  /** Whether the log of messages is lost. */
  readonly log: boolean;
}

async function spoil({ lost, unlisted, stale, strangers, log }: Damage): Promise<void> {
  const { contacts, workspace } = await damaged.tables();
  for (const item of lost) await damaged.replace('contacts', item, []);
  for (const { pk } of unlisted) {
    const item = contacts.find((one) => one.pk === pk && isLive(one)) as Item;
    const { modifiedKey, modifiedSort, folderKey, ...rest } = item;
    await damaged.replace('contacts', rest, [rest]);
  }
  const [entry, owned] = [contacts.find(isOfRoster) as Item, contacts.find(isOwned) as Item];
  for (let n = 0; n < stale; n++) await put({ ...entry, sk: `00000000-0000-4000-8000-00000000000${n}#1` });
  for (let n = 0; n < strangers; n++) await put({ ...owned, pk: `${owned.pk}${n}` });
  if (log)
    for (const row of workspace.filter(({ pk }) => pk.startsWith('M#'))) await damaged.replace('workspace', row, []);
}

const put = (item: Item): Promise<void> => damaged.replace('contacts', item, [item]);
