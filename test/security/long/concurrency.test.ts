/** What answers no requests gets at most half of an account, whatever functions there are. */
import { App } from 'aws-cdk-lib';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import { UNRESERVED } from '../../../infra/concurrency.ts';
import { readDeployment } from '../../../infra/deployment.ts';
import { BOUNDED } from '../../../infra/features/index.ts';
import { attribute, BUNDLES, functionsOf, propertiesOf, synthesise } from '../../infra/stacks/assembly.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The constructs of a deployment in such an account: a synthesis would say the same. */
function deploymentIn(accountConcurrency: number) {
  const all = buildApp({ bundles: BUNDLES, skipChecks: true, context: { accountConcurrency } }).node.findAll();
  const reserved = all.flatMap((one) => (one instanceof CfnFunction ? (one.reservedConcurrentExecutions ?? []) : []));
  const mappings = all.filter((one) => one instanceof CfnEventSourceMapping);
  const ofQueues = mappings.filter(({ startingPosition }) => startingPosition === undefined);
  const queues = ofQueues.map(
    ({ scalingConfig }) => (scalingConfig as { maximumConcurrency?: number }).maximumConcurrency,
  );
  const [followed] = mappings.flatMap(({ parallelizationFactor }) => parallelizationFactor ?? []);
  return { reserved, queues: queues.map((one) => one ?? Number.POSITIVE_INFINITY), followed };
}

/** Scheduled functions that may run in the same minute of a day, if each takes all of its time. */
function schedulesAtOnce(): number {
  const { service } = synthesise();
  const functions = new Map(functionsOf(service).map((fn) => [fn.id, fn]));
  const running = new Map<number, number>();
  for (const { ScheduleExpression, FlexibleTimeWindow, Target } of propertiesOf<{
    ScheduleExpression: string;
    FlexibleTimeWindow: { MaximumWindowInMinutes?: number };
    Target: { Arn: unknown };
  }>(service, 'AWS::Scheduler::Schedule')) {
    const [, minutes = '', hours = ''] = /^cron\((\S+) (\S+) /.exec(ScheduleExpression) ?? [];
    const isIn = (text: string, value: number) => text === '*' || text.split(',').includes(String(value));
    const begins = (minute: number) =>
      ScheduleExpression === 'rate(5 minutes)'
        ? minute % 5 === 0
        : isIn(minutes, minute % 60) && isIn(hours, Math.floor(minute / 60));
    const { Timeout = 0 } = functions.get(attribute(Target.Arn) ?? '') ?? {};
    const lasts = Math.ceil(Timeout / 60) + (FlexibleTimeWindow.MaximumWindowInMinutes ?? 0);
    for (let minute = 0; minute < 24 * 60; minute++)
      if (Array.from({ length: lasts }, (_, before) => minute - before).some((begun) => begun >= 0 && begins(begun)))
        running.set(minute, (running.get(minute) ?? 0) + 1);
  }
  return Math.max(...running.values());
}

describe('the share of the API', () => {
  it.each([174, 1_000])('in an account of %i is kept by reservations', (account) => {
    const { reserved, queues } = deploymentIn(account);
    expect(reserved).toHaveLength(BOUNDED.length);
    expect(sum(reserved)).toBeLessThanOrEqual(Math.min(account / 2, account - UNRESERVED));
    // A queue that asks for more than its function may run would find it throttled.
    expect(sum(queues)).toBeLessThanOrEqual(sum(reserved));
  });

  it('in an account of 50, where AWS takes no reservation, is kept by the queues', () => {
    const { reserved, queues, followed } = deploymentIn(50);
    expect(reserved).toEqual([]);
    expect(followed).toBe(1);
    // Two for the stream's two shards, and one for the opt-out lists, which may run beside any of the others.
    expect(sum(queues) + 2 + schedulesAtOnce() + 1).toBeLessThanOrEqual(25);
  });

  it('in an account of 10 is all that each queue does not need at least', () => {
    const { reserved, queues } = deploymentIn(10);
    expect(reserved).toEqual([]);
    expect(new Set(queues)).toEqual(new Set([2]));
  });

  it.each([9, 0, 'all', 10.5])('an account of %j is refused, with what is possible', (accountConcurrency) => {
    expect(() => readDeployment(new App({ context: { accountConcurrency } }).node, BOUNDED)).toThrow(
      'The context value accountConcurrency is a whole number from 10 to 1000000',
    );
  });
});

it('of an account that is not known nothing is reserved, and each queue has what its function is built for', () => {
  const { service } = synthesise();
  expect(functionsOf(service).flatMap(({ ReservedConcurrentExecutions: one }) => one ?? [])).toEqual([]);
  const mappings = propertiesOf<{ FunctionName: { Ref: string }; ScalingConfig?: { MaximumConcurrency: number } }>(
    service,
    'AWS::Lambda::EventSourceMapping',
  );
  const names = new Map(functionsOf(service).map(({ id, name }) => [id, name]));
  for (const { FunctionName, ScalingConfig } of mappings)
    if (ScalingConfig)
      expect(BOUNDED).toContainEqual({ name: names.get(FunctionName.Ref), atMost: ScalingConfig.MaximumConcurrency });
});
