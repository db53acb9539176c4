/** The door for analysts: off by default, bounded when it is on, and nobody's by itself. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import { idleCosts } from '../../../infra/costs/idle-costs.ts';
import { interpret } from '../../../infra/local/assembly/interpret.ts';
import { readAssembly } from '../../../infra/local/assembly/read.ts';
import { BUNDLES, functionsOf, ofType, propertiesOf, synthesise, type Template } from './assembly.ts';

const outdir = mkdtempSync(join(tmpdir(), 'dormouse-athena-'));
afterAll(() => rmSync(outdir, { recursive: true }));
buildApp({ outdir, bundles: BUNDLES, skipChecks: true, context: { athena: true, stage: 'test' } }).synth();
const service = JSON.parse(readFileSync(join(outdir, 'DormouseService-test.template.json'), 'utf8')) as Template;
const usual = synthesise();

it('makes a table over the files, of one workspace at a time, with names and types that Athena knows', () => {
  expect(propertiesOf(service, 'AWS::Glue::Database')).toMatchObject([{ DatabaseInput: { Name: 'dormouse_test' } }]);
  const [table] = propertiesOf<{ TableInput: { StorageDescriptor: { Columns: { Name: string; Type: string }[] } } }>(
    service,
    'AWS::Glue::Table',
  );
  expect(table).toMatchObject({
    DatabaseName: 'dormouse_test',
    TableInput: {
      Name: 'people',
      PartitionKeys: [{ Name: 'workspace', Type: 'string' }],
      Parameters: { 'projection.enabled': 'true', 'projection.workspace.type': 'injected' },
    },
  });
  for (const { Name, Type } of table?.TableInput.StorageDescriptor.Columns ?? []) {
    expect(Name).toMatch(/^[a-z0-9_]+$/);
    expect(['string', 'bigint', 'boolean']).toContain(Type);
  }
  expect(JSON.stringify(table)).toMatch(/\/snapshots\/\$\{workspace\}\//);
});

it('bounds what a query reads, keeps answers for a day, encrypted, and lets nobody choose otherwise', () => {
  expect(propertiesOf(service, 'AWS::Athena::WorkGroup')).toMatchObject([
    {
      Name: 'dormouse-test',
      WorkGroupConfiguration: {
        BytesScannedCutoffPerQuery: 10_000_000_000,
        EnforceWorkGroupConfiguration: true,
        ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
      },
    },
  ]);
  const rules = JSON.stringify(propertiesOf(service, 'AWS::S3::Bucket'));
  expect(rules).toContain('{"ExpirationInDays":1,"Prefix":"athena/","Status":"Enabled"}');
});

it('has the function that writes files add the columns, and gives nobody a permission', () => {
  const withColumns = functionsOf(service).filter((fn) => 'SNAPSHOTS_FOR_SQL' in fn.Environment.Variables);
  expect(withColumns.map(({ name }) => name)).toEqual(['snapshots']);
  expect(JSON.stringify(ofType(service, 'AWS::IAM::Policy'))).not.toMatch(/athena:|glue:/);
});

it('is off by default, costs nothing in an idle month, and does not keep the local runner from the assembly', () => {
  const types = Object.values(usual.service.Resources).map(({ Type }) => Type);
  expect(types.filter((type) => /Athena|Glue/.test(type))).toEqual([]);
  const sum = (template: Template) => idleCosts([template]).reduce((all, { dollars }) => all + dollars, 0);
  expect(sum(service)).toBeCloseTo(sum(usual.service), 2);
  const place = { region: 'eu-west-1', queueUrl: (name: string) => `http://127.0.0.1/${name}` };
  expect(interpret(readAssembly(outdir), place).functions.length).toBeGreaterThan(30);
});
