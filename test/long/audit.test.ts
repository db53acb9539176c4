/** The nightly audit, in process. */
import { beforeAll, describe, expect, it } from 'vitest';
import { auditAll } from '../../functions/audit/audit-all.ts';
import { auditWorkspace } from '../../shared/data/repair/index.ts';
import { instant } from '../../shared/domain/instant.ts';
import { Damaged } from '../shared/data/repair/damaged.ts';
import type { Item } from '../support/checker/tables.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { breaking } from './checker/breaks/break.ts';
import { fullWorkspace } from './checker/workspace.ts';

const stage = onInProcessStage();
const MINUTE = 60_000_000;
let damaged: Damaged;

beforeAll(async () => {
  const client = await fullWorkspace(stage());
  damaged = new Damaged(stage(), (await client.get('workspace.json')).uuid);
});

/** One run, a minute by the clock after the last; what follows from it is done. */
async function run(minutes = 30) {
  damaged.later(minutes * MINUTE);
  const logger = Object.assign(Object.create(stage().service.runtime.logger), { warn: () => {} });
  const audited = await auditAll({ data: damaged.data, now: () => damaged.clock, logger });
  await damaged.settle();
  return audited;
}

const isOfRoster = ({ pk }: Item) => pk.startsWith('G#');
const isBase = ({ pk, sk }: Item) => pk.startsWith('N#') && sk === 'BASE';
const tooHigh = breaking('workspace')('counts', '', isBase, (item) => [
  { ...item, folders: { ...item['folders'], blocked: 77 } },
]);

describe('The nightly audit', () => {
  it('mends nothing where everything agrees, in the two runs of a night', async () => {
    expect(await run(60)).toEqual({ workspaces: 1, looked: expect.any(Number) });
    expect(Object.keys(await run())).toEqual(['workspaces', 'looked']);
    expect(await damaged.wrong()).toEqual([]);
  });

  it('takes out stale roster entries, puts in missing ones, and counts anew, within one night', async () => {
    const tables = await damaged.tables();
    const [missing, other] = tables.contacts.filter(isOfRoster);
    const [base] = tables.workspace.filter(isBase);
    if (!missing || !other || !base) throw new Error('Nothing to break');
    await damaged.replace('contacts', missing, []);
    const stale = { ...other, sk: `${other.sk.split('#')[0]}#99` };
    await damaged.replace('contacts', stale, [stale]);
    await damaged.replace('workspace', base, tooHigh.change(base, tables));
    expect((await damaged.wrong()).length).toBeGreaterThanOrEqual(3);
    damaged.later(23 * 60 * MINUTE);
    const [first, second] = [await run(), await run()];
    expect({ ...first, ...second }).toMatchObject({ rosters: 1, stale_rosters: 1, counts: expect.any(Number) });
    expect(await damaged.wrong()).toEqual([]);
  });

  it('stops when its time is over and goes on from there', async () => {
    const { data, workspace, clock } = damaged;
    damaged.later(24 * 60 * MINUTE);
    let looked = 0;
    let steps = 0;
    // Time for one step each.
    for (; steps < 500; steps++) {
      let asked = 0;
      const now = () => (asked++ < 3 ? clock : instant(clock + 10 * MINUTE));
      const audited = await auditWorkspace(data, workspace, now, instant(clock + MINUTE));
      looked += audited.looked;
      const [state] = (await damaged.tables()).workspace.filter(({ sk }) => sk === 'AUDIT');
      if (state?.['place'].phase === 'counts') break;
    }
    expect(steps).toBeGreaterThan(20);
    expect(looked).toBeGreaterThan(20);
  });
});
