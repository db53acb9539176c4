import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../infra/deployment.ts';
import { functionsOf, propertiesOf, synthesise, type Template } from '../infra/stacks/assembly.ts';

const RESERVED = 49;

const concurrencyOf = (accountConcurrency?: unknown) =>
  readDeployment(new App({ context: { accountConcurrency } }).node, RESERVED).concurrency;

describe('the share of the API', () => {
  it.each([
    [undefined, { workers: 10, reserved: false }],
    ['10', { workers: 2, reserved: false }],
    [30, { workers: 6, reserved: false }],
    [148, { workers: 10, reserved: false }],
    [149, { workers: 10, reserved: true }],
    [1_000, { workers: 10, reserved: true }],
  ])('in an account of %j is kept by %j', (account, expected) => {
    expect(concurrencyOf(account)).toEqual(expected);
  });

  it.each([9, 0, 'all', 10.5])('an account of %j is refused, with what is possible', (account) => {
    expect(() => concurrencyOf(account)).toThrow(
      'The context value accountConcurrency is a whole number from 10 to 1000000',
    );
  });
});

const reservedIn = (template: Template) =>
  Object.fromEntries(
    functionsOf(template).flatMap(({ name, ReservedConcurrentExecutions }) =>
      ReservedConcurrentExecutions === undefined ? [] : [[name, ReservedConcurrentExecutions]],
    ),
  );

const workersIn = (template: Template) =>
  propertiesOf<{ ScalingConfig?: object }>(template, 'AWS::Lambda::EventSourceMapping').flatMap(
    ({ ScalingConfig }) => ScalingConfig ?? [],
  );

it('of an account that is not known nothing is reserved', async () => {
  const { service } = await synthesise();
  expect(reservedIn(service)).toEqual({});
  // Selecting and working on jobs, reading files, pulling from TextIt, telling webhooks and telling them late, taking
  // in what channels bring.
  expect(workersIn(service)).toEqual([10, 10, 4, 5, 5, 5, 10].map((MaximumConcurrency) => ({ MaximumConcurrency })));
});
