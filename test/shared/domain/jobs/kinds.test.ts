import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { GroupId } from '../../../../shared/domain/ids.ts';
import {
  isUnknown,
  operationOf,
  PUBLIC_BODIES,
  readWork,
  typeOf,
  UnknownKindError,
  WORK_TYPES,
} from '../../../../shared/domain/jobs/kinds/index.ts';
import type { Kind } from '../../../../shared/domain/jobs/kinds/kind.ts';
import { type PopulateGroup, populateGroup } from '../../../../shared/domain/jobs/kinds/populate-group.ts';
import { deletion as deletionKind } from '../../../../shared/domain/jobs/kinds/purge-archived.ts';
import { type SetStatus, setStatus as setStatusKind } from '../../../../shared/domain/jobs/kinds/set-status.ts';
import type { TurnGroups } from '../../../../shared/domain/jobs/kinds/turn-groups.ts';
import type { Selection } from '../../../../shared/domain/selection/selection.ts';
import { assets, job } from './samples.ts';

const GROUP = '0b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f' as GroupId;
const deletion = PUBLIC_BODIES.get('delete');
const setStatus = PUBLIC_BODIES.get('set_status');
if (!deletion || !setStatus) throw new Error('Two public kinds are gone');

describe('the kinds of jobs', () => {
  test('are distinct types for the compiler', () => {
    // @ts-expect-error: other fields
    const populate: Kind<PopulateGroup> = setStatusKind;
    // @ts-expect-error: the same operation, of another type
    const turn: Kind<TurnGroups> = populateGroup;
    // @ts-expect-error: a body that makes another type's work
    const archive: Kind<SetStatus> = deletionKind;
    expect([populate, turn, archive]).toHaveLength(3);
  });

  test('use one name for one thing: fields of two kinds with the same name have the same schema', () => {
    const schemas = new Map<string, unknown>();
    for (const { fields } of PUBLIC_BODIES.values())
      for (const [name, schema] of Object.entries(fields)) {
        expect(schemas.get(name) ?? schema).toBe(schema);
        schemas.set(name, schema);
      }
  });

  test('that a file describes are all in the list', () => {
    const files = globSync('shared/domain/jobs/kinds/*.ts').map((file) => readFileSync(file, 'utf8'));
    expect(files.join('').match(/^export const \w+: DeclaredKind</gm)).toHaveLength(WORK_TYPES.length);
  });

  test('that callers can start are each started by a case', () => {
    const files = globSync('test/cases/http/jobs*.json').map((file) => readFileSync(file, 'utf8'));
    for (const type of PUBLIC_BODIES.keys()) expect(files.join('')).toContain(`"type": "${type}"`);
  });

  test('use no field name that every new job has, or every step of a job', () => {
    const names = [...PUBLIC_BODIES.values()].flatMap(({ fields }) => Object.keys(fields));
    for (const common of ['type', 'selection', 'preview', 'action', 'token', 'count'])
      expect(names).not.toContain(common);
  });
});

describe('a deletion', () => {
  const selections: [Selection, boolean][] = [
    [{ folder: 'archived' }, true],
    [{ folder: 'active' }, false],
    [{ groups: [GROUP], contacts: [], activeOnly: false }, true],
    [{ job: job().uuid, outcome: 'changed' }, true],
    [{ query: 'age > 5', within: 'archived' }, true],
    [{ query: 'age > 5', within: 'blocked' }, false],
  ];

  test.each(selections)('of %j: %j', (selection, taken) => {
    expect(deletion.refuseSelection(selection, assets())).toEqual(taken ? null : { code: 'select_archived' });
    expect(deletion.refuseSelection(selection, assets({ deleteAnyStatus: true }))).toBeNull();
  });

  test('must be previewed first, and selects archived contacts', () => {
    expect(deletion).toMatchObject({ previewFirst: { code: 'preview_deletion' }, searches: 'archived' });
    expect(setStatus).toMatchObject({ previewFirst: null, searches: null });
  });
});

describe('work of a kind that this release does not know', () => {
  const stored = { type: 'from_another_release', group: GROUP };
  const work = readWork(stored);

  test.each(['from_another_release', 'constructor', '__proto__', 'toString'])('%s is read as unknown', (type) => {
    expect(readWork({ ...stored, type })).toEqual({ type: 'unknown', stored: type });
  });

  test('is shown with its type, and is never carried out', () => {
    const one = job({ work });
    expect(typeOf(one)).toBe('from_another_release');
    expect(isUnknown(one)).toBe(true);
    expect(() => operationOf(one)).toThrow(UnknownKindError);
    expect(() => operationOf(one)).toThrow(
      expect.objectContaining({ name: 'UnknownKindError', message: expect.stringMatching(/^Job .*from_another/) }),
    );
  });

  test('known work is read as it was stored', () => {
    for (const known of [{ type: 'delete' }, { type: 'set_status', status: 'blocked' }] as const)
      expect(readWork(known)).toBe(known);
  });
});
