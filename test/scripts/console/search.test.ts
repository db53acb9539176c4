/** Searching without knowing the query language: the builder, and the name that was meant. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../console/common/query-box/did-you-mean.ts';
import {
  type Built,
  type BuiltGroup,
  backOf,
  builtOf,
  NOTHING,
  textOf,
} from '../../../console/common/query-builder/model.ts';
import { parseQuery, printQuery, type QueryEnv } from '../../../shared/query/query.ts';
import cases from '../../cases/scripts/console/search.json' with { type: 'json' };
import { runs } from '../../support/property/runs.ts';

const GROUPS = [{ name: 'Farmers' }, { name: 'Kigali' }, { name: 'Mothers and babies' }, { name: 'In "quotes"' }];
const env: QueryEnv = {
  ...{ dateStyle: 'day_first', timezone: 'Africa/Kigali', now: Date.UTC(2026, 10, 28) * 1_000, redactUrns: false },
  resolver: {
    field: (key) => (key === 'age' ? { name: 'Age', type: 'number' } : null),
    group: (name) => (GROUPS.some((one) => one.name === name) ? { uuid: 'g', name } : null),
    flow: (name) => ({ uuid: 'f', name }),
  },
};
const normal = (text: string): string => {
  const read = parseQuery(text, env);
  if (!read.ok) throw new Error(`${text}: ${read.error.hint}`);
  return printQuery(read.query);
};

describe('The builder', () => {
  it.each(cases.built)('shows and writes %s', (query) => {
    const read = parseQuery(query, env);
    if (!read.ok) throw new Error(read.error.hint);
    expect(normal(textOf(builtOf(read.query)))).toBe(printQuery(read.query));
  });

  it('leaves out what is not complete, and groups without anything', () => {
    const incomplete: Built = { kind: 'condition', property: 'name', comparison: '~', value: ' ' };
    const group: BuiltGroup = {
      ...NOTHING,
      children: [incomplete, { ...NOTHING, operator: 'OR', children: [incomplete] }],
    };
    expect(textOf(group)).toBe('');
    const one: Built = { kind: 'condition', property: 'fields.age', comparison: 'unset', value: '' };
    expect(textOf({ ...group, children: [...group.children, one] })).toBe('fields.age = ""');
  });

  it('writes what is read as the same conditions, however they are nested', () => {
    const condition = fc.record({
      kind: fc.constant('condition' as const),
      property: fc.constant('fields.age'),
      comparison: fc.constantFrom('=' as const, '>' as const, 'set' as const, 'unset' as const),
      value: fc.integer({ min: 0, max: 99 }).map(String),
    });
    const { group } = fc.letrec<{ group: BuiltGroup; child: Built }>((tie) => ({
      group: fc.record({
        kind: fc.constant('group' as const),
        operator: fc.constantFrom('AND' as const, 'OR' as const),
        children: fc.array(tie('child'), { minLength: 1, maxLength: 3 }),
      }),
      child: fc.oneof({ maxDepth: 3 }, condition, tie('group')),
    }));
    fc.assert(
      fc.property(group, (built) => {
        const text = textOf(built);
        const read = parseQuery(text, env);
        if (!read.ok) throw new Error(`${text}: ${read.error.hint}`);
        expect(normal(textOf(builtOf(read.query)))).toBe(printQuery(read.query));
        expect(meaning(built)).toEqual(meaning(builtOf(read.query)));
      }),
      { numRuns: runs(500) },
    );
  });

  it('knows a time back from today by its parts', () => {
    expect(backOf('-6m')).toEqual({ count: '6', unit: 'm' });
    expect(backOf('28-11-2026')).toBe(null);
  });
});

/** What a group means, by trying it on made-up people: one truth for each condition. */
function meaning(group: BuiltGroup): readonly boolean[] {
  return Array.from({ length: 64 }, (_, seed) => holds(group, seed));
}

function holds(node: Built, seed: number): boolean {
  if (node.kind === 'condition') {
    const text = `${node.comparison} ${node.comparison === 'set' || node.comparison === 'unset' ? '' : node.value}`;
    let hash = seed * 2_654_435_761;
    for (const letter of text) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
    return (hash >>> 3) % 2 === 0;
  }
  const all = node.children.map((child) => holds(child, seed));
  return node.operator === 'AND' ? all.every(Boolean) : all.some(Boolean);
}

describe('A misspelt name', () => {
  const known = ['last_seen_on', 'created_on', 'gender', 'Village', 'age'];

  it.each(cases.misspelt as unknown as [string, string | null][])('%s is taken for %s', (typed, meant) => {
    expect(nearest(typed, known)).toBe(meant);
  });
});
