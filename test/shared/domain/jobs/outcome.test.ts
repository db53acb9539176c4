import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../../shared/domain/ids.ts';
import { keptRun } from '../../../../shared/domain/jobs/kept-run.ts';
import {
  errorsOf,
  type Outcome,
  packOutcomes,
  unpackOutcomes,
  walkedWays,
} from '../../../../shared/domain/jobs/outcome.ts';
import { parseRunUuid, runUuid } from '../../../../shared/domain/jobs/run-uuid.ts';
import { CREATED, failed, skipped } from '../../../../shared/domain/selection/verdict.ts';
import { runs } from '../../../support/property/runs.ts';
import { NOW } from './samples.ts';

const node = fc.nat({ max: 300 }).map((n) => `node-${n}`);
const run = fc.record({
  path: fc.array(node, { maxLength: 5 }),
  errors: fc.dictionary(fc.constantFrom('error', 'group:missing', 'expression'), fc.integer({ min: 1, max: 9 })),
  details: fc.option(fc.integer({ min: 1, max: 2 ** 40 })),
});
const verdict = fc.constantFrom(
  { outcome: 'changed' } as const,
  { outcome: 'unchanged' } as const,
  CREATED,
  skipped('deleted'),
  failed('flow_failed'),
);
const outcome: fc.Arbitrary<Outcome> = fc.record({ verdict, run: fc.option(run) });

describe('Outcomes', () => {
  it('come back as they were packed, however many ways there are', () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 500, size: 'max' }), (outcomes) => {
        expect(unpackOutcomes(packOutcomes(outcomes))).toEqual(outcomes);
      }),
      { numRuns: runs(300) },
    );
  });

  it('take one byte a contact where contacts go a few ways', () => {
    const one: Outcome = { verdict: { outcome: 'changed' }, run: { path: ['a', 'b'], errors: {}, details: null } };
    expect(packOutcomes(Array(500).fill(one)).codes).toHaveLength(500);
  });

  it.each([255, 256, 257])('of %i ways keep their ways, paths and errors, in one byte up to 256', (count) => {
    const all = Array.from({ length: count }, (_, n): Outcome => {
      const errors: Record<string, number> = n % 2 ? { error: 2 } : {};
      return { verdict: { outcome: 'changed' }, run: { path: [`node-${n}`], errors, details: null } };
    });
    const packed = packOutcomes([...all, ...all]);
    expect(packed.codes).toHaveLength(count * 2 * (count > 256 ? 2 : 1));
    expect(unpackOutcomes(packed)).toEqual([...all, ...all]);
    expect(walkedWays(packed)).toEqual(all.map(({ run }) => ({ path: run?.path, count: 2 })));
    expect(errorsOf([...all, { verdict: skipped('deleted'), run: null }])).toEqual({
      error: 2 * Math.floor(count / 2),
    });
  });
});

describe('The uuid of a run', () => {
  it('leads back to its start, slice and place, and is a uuid of version 7 of its own', () => {
    const places = fc.record({
      job: fc.uuid({ version: 7 }).map((uuid) => uuid as JobId),
      slice: fc.nat({ max: 2 ** 24 - 1 }),
      place: fc.nat({ max: 499 }),
    });
    fc.assert(
      fc.property(places, ({ job, slice, place }) => {
        const uuid = runUuid({ job, slice, place });
        expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        const { begins, ends, ...rest } = parseRunUuid(uuid);
        expect(rest).toEqual({ slice, place });
        expect(job.startsWith(begins)).toBe(true);
        expect(job.replaceAll('-', '').endsWith(ends)).toBe(true);
      }),
      { numRuns: runs(1_000) },
    );
  });
});

describe('Of a run are kept', () => {
  const step = (n: number) => ({ node: `node-${n}`, exit: null });
  const error = (kind: string, n: number) =>
    ({ event: { type: 'error', text: `${n} ${'x'.repeat(600)}` }, kind, node: 'n', action: null }) as const;

  it('its last 32 steps, and ten errors, each kind among them; all are counted', () => {
    const errors = [...Array.from({ length: 20 }, (_, n) => error('expression', n)), error('urn:taken', 20)];
    const kept = keptRun({ path: Array.from({ length: 40 }, (_, n) => step(n)), errors, results: {} });
    expect(kept.path).toHaveLength(32);
    expect(kept.path.at(-1)).toBe('node-39');
    expect(kept.counts).toEqual({ expression: 20, 'urn:taken': 1 });
    expect(kept.errors).toHaveLength(10);
    expect(new Set(kept.errors.map(({ _kind }) => _kind))).toEqual(new Set(['expression', 'urn:taken']));
    for (const { text } of kept.errors) expect(text).toHaveLength(500);
  });

  it('no half of a character, where a text is cut', () => {
    const event = { type: 'error', text: `${'x'.repeat(499)}😀😀` } as const;
    const one = {
      name: 'R',
      value: '1',
      category: '',
      input: `${'x'.repeat(499)}😀😀`,
      node_uuid: 'n',
      created_on: NOW,
    };
    const kept = keptRun({
      path: [],
      errors: [{ event, kind: 'expression', node: null, action: null }],
      results: { r: one },
    });
    expect(kept.errors[0]?.text).toBe(`${'x'.repeat(499)}😀`);
    expect(kept.values['r']?.input).toBe(`${'x'.repeat(499)}😀`);
  });

  it('a result of any name', () => {
    const one = { name: 'Proto', value: '1', category: '', node_uuid: 'n', created_on: NOW };
    const results = Object.fromEntries([['__proto__', one]]);
    expect(Object.keys(keptRun({ path: [], errors: [], results }).values)).toEqual(['__proto__']);
  });

  it('as many results as fit, and an error says how many do not', () => {
    const one = { name: 'R', value: 'v'.repeat(640), category: '', node_uuid: 'n', created_on: NOW };
    const results = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`r${n}`, one]));
    const { values, counts, errors } = keptRun({ path: [], errors: [], results });
    const left = 200 - Object.keys(values).length;
    expect(left).toBeGreaterThan(0);
    expect(JSON.stringify(values).length).toBeLessThan(70_000);
    expect(counts).toEqual({ 'results:too_large': 1 });
    expect(errors[0]?.text).toBe(`${left} results are not kept: together they are too large`);
  });
});
