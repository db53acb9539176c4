/** What each kind of job asks of a request. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { FlowId } from '../../../../shared/domain/ids.ts';
import type { JobInput } from '../../../../shared/domain/jobs/job.ts';
import { PUBLIC_BODIES } from '../../../../shared/domain/jobs/kinds/index.ts';
import { paramsProblem } from '../../../../shared/domain/jobs/params.ts';
import { says } from '../../../../shared/domain/schema.ts';
import type { Leaving } from '../../../../shared/domain/selection/exclusions.ts';
import requests from '../../../cases/domain/jobs/requests.json' with { type: 'json' };
import type { JsonObject } from '../../../support/cases/case.ts';
import { like } from '../../../support/cases/match.ts';
import { FLOW, VIP, workspace } from './every-kind.ts';

describe('The request of a job', () => {
  const asked = (type: string, given: object, found: { exclude?: Leaving; preview?: boolean; flow?: FlowId } = {}) => {
    const body = PUBLIC_BODIES.get(type) ?? expect.fail(type);
    return body.work(given as never, workspace, { flow: null, exclude: {}, preview: false, ...found });
  };

  it.each(requests as unknown as [string, object, JsonObject][])('%s %j', (type, given, work) => {
    expect(asked(type, given)).toEqual(like(work));
  });

  it('that lifts opt-outs has a reason, and a preview', () => {
    expect(asked('set_status', { status: 'active', reason: 'phoned' }, { preview: true })).toEqual({
      work: { type: 'set_status', status: 'active', bringsBack: true },
      params: { reason: 'phoned' },
    });
  });

  it('to start a flow says whom it leaves out, and has an object of parameters, or none', () => {
    const work = { type: 'start', flow: FLOW, restartParticipants: true, excludeActive: false };
    expect(asked('flow_start', {}, { flow: FLOW })).toEqual({ work, params: null });
    expect(
      asked('flow_start', { params: { a: 1 } }, { flow: FLOW, exclude: { startedPreviously: true, inAFlow: true } }),
    ).toEqual({ work: { ...work, restartParticipants: false, excludeActive: true }, params: { a: 1 } });
    expect(asked('flow_start', { params: [1] }, { flow: FLOW })).toEqual({
      ...{ field: 'params', problem: { code: 'not_an_object' } },
    });
  });

  it('to start a flow may lack parameters, and has none that are null', () => {
    const { params } = (PUBLIC_BODIES.get('flow_start') ?? expect.fail()).fields;
    const read = z.object({ params: params as z.ZodMiniType });
    expect([read.safeParse({}).success, read.safeParse({ params: {} }).success]).toEqual([true, true]);
    expect(read.safeParse({ params: null }).error?.issues).toMatchObject([{ message: says({ code: 'null' }) }]);
  });

  it.each<[unknown, string | null]>([
    [undefined, null],
    [{ a: null, b: 'x'.repeat(9_980) }, null],
    [{ a: null, b: 'x'.repeat(9_981) }, 'params_too_large'],
    [{ a: 1 }, null],
    [{ a: 'x'.repeat(9_991) }, null],
    [{ a: 'x'.repeat(9_992) }, 'params_too_large'],
    // In ASCII, and with spaces between values, as TextIt measures.
    [{ a: 'é'.repeat(1_665) }, null],
    [{ a: 'é'.repeat(1_666) }, 'params_too_large'],
    [{ a: Array(3_330).fill(1) }, null],
    [{ a: Array(3_333).fill(1) }, 'params_too_large'],
    [{ 'a,b:"': ',:"'.repeat(2_000) }, null],
    [null, 'not_an_object'],
    [[], 'not_an_object'],
    ['a', 'not_an_object'],
  ])('has no parameters that are no object of 10,000 characters', (value, code) => {
    expect(paramsProblem(value)?.code ?? null).toBe(code);
  });

  it('takes active contacts only where a flow starts, and never asks for a preview of an export', () => {
    const facts = [...PUBLIC_BODIES].map(([type, { activeOnly, changesNothing, searches, previewFirst }]) => [
      ...[type, activeOnly ?? false, changesNothing ?? false, searches, previewFirst?.code ?? null],
    ]);
    expect(facts).toEqual([
      ['flow_start', true, false, 'active', null],
      ['add_to_group', false, false, null, null],
      ['remove_from_group', false, false, null, null],
      ['move_to_group', false, false, null, null],
      ['set_field', false, false, null, null],
      ['set_language', false, false, null, null],
      ['delete', false, false, 'archived', 'preview_deletion'],
      ['set_status', false, false, null, null],
      ['export', false, true, null, null],
    ]);
  });

  it.each<[JobInput['selection'], boolean]>([
    [{ folder: 'active' }, true],
    [{ folder: 'dormant' }, true],
    [{ folder: 'archived' }, false],
    [{ query: 'age > 5', within: 'active' }, true],
    [{ query: 'age > 5', within: 'stopped' }, false],
    [{ query: 'age > 5', within: null }, false],
    [{ groups: [VIP], contacts: [], activeOnly: false }, true],
  ])('to start a flow for %j is taken: %j', (selection, taken) => {
    const { refuseSelection } = PUBLIC_BODIES.get('flow_start') ?? expect.fail();
    expect(refuseSelection(selection, workspace)).toEqual(taken ? null : { code: 'select_active' });
    for (const type of ['add_to_group', 'set_field', 'set_language', 'set_status', 'export'])
      expect(PUBLIC_BODIES.get(type)?.refuseSelection(selection, workspace)).toBeNull();
  });
});
