import { describe, expect, it } from 'vitest';
import { failingEntries, parseFlow } from '../../../../shared/domain/flows/definition.ts';
import type { FlowId } from '../../../../shared/domain/ids.ts';
import { sentenceOf } from '../../../../shared/lambda/http/refusals.ts';
import cases from '../../../cases/domain/flows/entered.json' with { type: 'json' };
import { definition, uuid } from './fragment.ts';

const INNER = uuid(900) as FlowId;

const loaded = (type: string, ...enters: readonly FlowId[]) => {
  const actions = enters.map((flow, i) => ({
    uuid: uuid(20 + i),
    type: 'enter_flow',
    flow: { uuid: flow, name: 'Inner' },
    terminal: false,
  }));
  const nodes = [{ uuid: uuid(10), actions, exits: [{ uuid: uuid(11), destination_uuid: null }] }];
  const reading = parseFlow(definition({ type, name: 'Inner', nodes }));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading;
};

const failing = (from: string, type: string | null, ...enters: readonly FlowId[]) =>
  failingEntries(loaded(from, ...enters), new Map(type === null ? [] : [[INNER, loaded(type)]]), ({ name }) => ({
    code: 'flow_enters_missing',
    flow: name,
  }));

describe('flows that a flow enters', () => {
  it.each(cases.entering as unknown as [string, string, number][])(
    'a %s flow that enters a %s flow: %i failing',
    (from, type, count) => {
      expect(failing(from, type, INNER)).toHaveLength(count);
    },
  );

  it('are told with their place when they are missing, the last one of a node only', () => {
    const problems = failing('messaging', null, INNER, INNER);
    expect(problems.map(({ node, action, why }) => [node, action, sentenceOf(why)])).toEqual([
      [uuid(10), uuid(21), "enters flow 'Inner', which does not exist here, so every run that comes here fails"],
    ]);
  });
});
