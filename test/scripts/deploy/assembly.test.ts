import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { stageContext } from '../../../infra/app.ts';
import { boundsOf, cdkArguments, readArguments, refuseWhatDoesNotFit } from '../../../scripts/deploy/assembly.ts';
import cases from '../../cases/scripts/deploy/assembly.json' with { type: 'json' };

function directory(files: Readonly<Record<string, unknown>>): string {
  const path = mkdtempSync(join(tmpdir(), 'dormouse-deploy-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), JSON.stringify(content));
  return path;
}

it.each(cases.arguments)('`npm run deploy -- %s` is `cdk %s`', (given, cdk) => {
  expect(cdkArguments(readArguments(given.split(' ').filter(Boolean)), 50).join(' ')).toBe(cdk);
});

it('an option without its value is refused', () => {
  expect(() => readArguments(['-c'])).toThrow('-c needs a value, such as -c stage=staging');
});

const mapping = { Properties: { ScalingConfig: { MaximumConcurrency: 10 } } };

it.each([
  [{ A: { Properties: { ReservedConcurrentExecutions: 80 } }, B: mapping }, 180],
  [{ A: { Properties: { ReservedConcurrentExecutions: 400 } } }, 800],
  [{ A: mapping, B: mapping }, 40],
])('an assembly with %j fits into an account of %i and into no smaller one', (Resources, least) => {
  const bounds = boundsOf(directory({ 'Service.template.json': { Resources } }), 'Service');
  refuseWhatDoesNotFit(bounds, least, 'staging');
  expect(() => refuseWhatDoesNotFit(bounds, least - 1, 'staging')).toThrow(
    `for an account of at least ${least} concurrent executions, and this one has ${least - 1}: write "accountConcurrency": ${least - 1} into stages/staging.json`,
  );
});

it('an assembly whose queues have the least that AWS takes fits into every account', () => {
  const least = { Properties: { ScalingConfig: { MaximumConcurrency: 2 } } };
  const Resources = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [n, least]));
  const bounds = boundsOf(directory({ 'Service.template.json': { Resources } }), 'Service');
  expect(() => refuseWhatDoesNotFit(bounds, 10, 'staging')).not.toThrow();
});

it('a stage has the values of its file and of no other, and none in what all share', () => {
  const path = directory({ 'staging.json': { monthlyBudget: 20 }, 'production.json': { contactsTable: 'Restored' } });
  expect(stageContext(path, {})).toEqual({ stage: 'production', contactsTable: 'Restored' });
  vi.stubEnv('CDK_CONTEXT_JSON', '{"stage": "staging"}');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(stageContext(path, {})).toEqual({ stage: 'staging', monthlyBudget: 20 });
  vi.stubEnv('CDK_CONTEXT_JSON', '{"stage": "other"}');
  expect(stageContext(path, {})).toEqual({});
  expect(() => stageContext(path, { monthlyBudget: 5 })).toThrow('All stages share cdk.json: move monthlyBudget');
});
