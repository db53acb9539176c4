/** Releases by canary: what moves to a new version bit by bit, in which order, and what stays as it is. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import { idleCosts } from '../../../infra/costs/idle-costs.ts';
import { interpret } from '../../../infra/local/assembly/interpret.ts';
import { readAssembly } from '../../../infra/local/assembly/read.ts';
import { ASSEMBLY, BUNDLES, functionsOf, ofType, synthesise, type Template } from './assembly.ts';
import mappings from './mappings.json' with { type: 'json' };

const outdir = mkdtempSync(join(tmpdir(), 'dormouse-releases-'));
afterAll(() => rmSync(outdir, { recursive: true }));
buildApp({ outdir, bundles: BUNDLES, skipChecks: true, context: { canary: true } }).synth();
const read = (name: string) => JSON.parse(readFileSync(join(outdir, `${name}.template.json`), 'utf8')) as Template;
const service = read('DormouseService');
const plain = synthesise();

interface AliasProperties {
  readonly Name: string;
  readonly FunctionName: { readonly Ref: string };
  readonly FunctionVersion: { readonly 'Fn::GetAtt': readonly [string, string] };
}

const names = new Map(functionsOf(service).map(({ id, name }) => [id, name]));
const all = ofType(service, 'AWS::Lambda::Alias').map(([id, resource]) => {
  const properties = resource.Properties as unknown as AliasProperties;
  return { id, resource, properties, name: names.get(properties.FunctionName.Ref) ?? '' };
});
/** By the names of schedules, so that CloudWatch tells the runs of one function apart. */
const bySchedule = all.filter(({ properties }) => ['turn-groups', 'flag-dormant'].includes(properties.Name));
const aliases = all.filter((one) => !bySchedule.includes(one));
const BY_THE_CLOCK = ['ledger-seal', 'jobs-watchdog', 'snapshots-tidy', 'lifecycle', 'audit', 'carrier'];

/** Askers of the earlier release are refused by it, and read alone. */
const CALLED = 'snapshots-part';

it('every function takes traffic by an alias, but those that run by the clock, what searches call, and the check of releases itself', () => {
  const without = [...names.values()].filter((name) => !aliases.some((alias) => alias.name === name));
  expect(without.toSorted()).toEqual([...BY_THE_CLOCK, CALLED, 'release-check'].toSorted());
  for (const { properties } of aliases) expect(properties.Name).toBe('live');
  expect(bySchedule.map(({ name }) => name)).toEqual(['lifecycle', 'lifecycle']);
});

it('nothing calls a function past its alias', () => {
  const known = new Set(aliases.map(({ id }) => id));
  const calledBy = (type: string, key: string) => ofType(service, type).map(([, { Properties }]) => Properties[key]);
  const references = [
    ...calledBy('AWS::Lambda::EventSourceMapping', 'FunctionName'),
    ...calledBy('AWS::ApiGatewayV2::Integration', 'IntegrationUri'),
    ...calledBy('AWS::Lambda::Permission', 'FunctionName'),
  ];
  expect(references.length).toBeGreaterThan(30);
  for (const reference of references) expect(known).toContain((reference as { readonly Ref?: string }).Ref);
});

it('mappings of queues and of the stream keep their logical ids: another one would read the stream anew, or miss a part', () => {
  const idsIn = (template: Template) =>
    ofType(template, 'AWS::Lambda::EventSourceMapping')
      .map(([id]) => id)
      .toSorted();
  expect(idsIn(service)).toEqual(mappings);
  expect(idsIn(plain.service)).toEqual(mappings);
});

describe.each(aliases)('the alias of $name', ({ resource, properties }) => {
  it('goes to a new version by CodeDeploy, which asks the check first', () => {
    const { UpdatePolicy } = resource as unknown as { readonly UpdatePolicy: { readonly [key: string]: object } };
    expect(UpdatePolicy['CodeDeployLambdaAliasUpdate']).toMatchObject({
      ApplicationName: { Ref: expect.stringMatching(/^Releases/) },
    });
    const check = [...names].find(([, name]) => name === 'release-check')?.[0];
    expect(JSON.stringify(UpdatePolicy)).toContain(`"BeforeAllowTrafficHook":{"Fn::Select"`);
    expect(JSON.stringify(UpdatePolicy)).toContain(`${check}`);
  });

  it('has a version that stays, so that it can go back', () => {
    const [version] = properties.FunctionVersion['Fn::GetAtt'];
    expect(service.Resources[version]).toMatchObject({ Type: 'AWS::Lambda::Version', DeletionPolicy: 'Retain' });
  });
});

it('each deployment gives a tenth for five minutes, and goes back when it fails or is stopped', () => {
  const groups = ofType(service, 'AWS::CodeDeploy::DeploymentGroup');
  expect(groups).toHaveLength(aliases.length);
  for (const [, { Properties }] of groups)
    expect(Properties).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST'] },
    });
});

it('at most ten aliases move at once, those of workers first, so that they understand what the API sends', () => {
  const waits = ({ resource }: (typeof aliases)[number]) =>
    (resource.DependsOn ?? []).filter((id) => aliases.some((alias) => alias.id === id)).length;
  const waves = Map.groupBy(aliases, waits);
  const first = (waves.get(0) ?? []).map(({ name }) => name);
  expect(first).toEqual(expect.arrayContaining(['jobs-work', 'jobs-select', 'project', 'inbound-take']));
  expect(first).not.toContain('contacts');
  expect(first.length).toBeLessThanOrEqual(10);
});

it('costs nothing in an idle month', () => {
  const sum = (templates: readonly Template[]) => idleCosts(templates).reduce((all, { dollars }) => all + dollars, 0);
  expect(sum([plain.data, service])).toBe(sum([plain.data, plain.service]));
});

it('the check may do with versions and deployments what it needs, and nothing else', () => {
  const check = functionsOf(service).find(({ name }) => name === 'release-check');
  const policies = JSON.stringify(
    ofType(service, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
      JSON.stringify(Properties['Roles']).includes(check?.Role['Fn::GetAtt'][0] ?? ''),
    ),
  );
  for (const action of [
    'codedeploy:PutLifecycleEventHookExecutionStatus',
    'codedeploy:StopDeployment',
    'codedeploy:BatchGetDeploymentTargets',
    'lambda:InvokeFunction',
    'logs:FilterLogEvents',
    'cloudwatch:GetMetricData',
  ])
    expect(policies).toContain(action);
  expect(policies).not.toContain('dynamodb:');
});

it('the local runner takes an alias for the function itself, so that it plays the same service', () => {
  const place = { region: 'eu-west-1', queueUrl: (name: string) => `http://127.0.0.1/${name}` };
  const { functions, permissions: _, ...released } = interpret(readAssembly(outdir), place);
  const { functions: __, permissions: ___, ...usual } = interpret(readAssembly(ASSEMBLY), place);
  expect(released).toEqual(usual);
  expect(functions.map(({ name }) => name)).toContain('release-check');
});
