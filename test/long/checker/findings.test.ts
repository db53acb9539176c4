import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Check, violationsOf } from '../../support/checker/checker.ts';
import { type Item, readTables, type Tables } from '../../support/checker/tables.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { ON_CONTACTS, ON_PLACES, ON_RECORDS, ON_WORKSPACE } from './breaks.ts';
import { fullWorkspace } from './workspace.ts';

const stage = onInProcessStage();
const hash = (text: string) => createHmac('sha256', 'a key for tests').update(text).digest('base64url');
const check: Check = { hash, afterNight: true };
let tables: Tables;

beforeAll(async () => {
  await fullWorkspace(stage());
  tables = await readTables(stage().service.runtime.data);
});

/**
 * Items that repeat nothing, so that nothing disagrees without them: a remembered opt-out, whose address is not stored;
 * a job without contacts; the fingerprints of the keys; a note of a deletion for the files; how far the stream is, and
 * what it has erased of a job that is over; an entry of the audit log.
 */
const isAlone = ({ pk, sk, reason, total }: Item): boolean =>
  /^([TKLXFU]#|FORMAT|WORKSPACES|W#again|J#projection)/.test(pk) ||
  /^(MARK|TOKEN|USES|TURN|PRINTS|ERASED)/.test(sk) ||
  reason === 'stopped' ||
  total === 0;

describe('The checker', () => {
  it('finds nothing where everything agrees', () => {
    expect(violationsOf(tables, check)).toEqual([]);
    expect(violationsOf(tables, { ...check, hash: undefined as never })).toEqual([]);
  });

  it.each(['contacts', 'workspace', 'byFolder', 'byModified'] as const)(
    'misses every item that is taken out of %s',
    (table) => {
      const vital = tables[table].filter((item) => !isAlone(item));
      expect(vital.length).toBeGreaterThan(10);
      const unnoticed = vital.filter((item) => {
        const rest = tables[table].filter((other) => other !== item);
        return violationsOf({ ...tables, [table]: rest }, check).length === 0;
      });
      expect(unnoticed.map(({ pk, sk }) => `${pk} ${sk}`)).toEqual([]);
    },
  );

  it.each([...ON_CONTACTS, ...ON_PLACES, ...ON_RECORDS, ...ON_WORKSPACE])('$breaks', ({ about, table, of, change }) => {
    const candidates = tables[table].filter(of);
    expect(candidates.length).toBeGreaterThan(0);
    for (const item of candidates) {
      const changed = change(item, tables);
      const items: readonly Item[] = tables[table].flatMap((other) => (other === item ? changed : [other]));
      expect(violationsOf({ ...tables, [table]: items }, check).map((found) => found.about)).toContain(about);
    }
  });

  it('leaves out what a test says that it leaves', () => {
    const rest = tables.byFolder.slice(1);
    expect(violationsOf({ ...tables, byFolder: rest }, { ...check, except: ['indexes'] })).toEqual([]);
  });
});
