import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundle } from '../../../infra/bundles/bundle.ts';
import { FEATURES } from '../../../infra/features/index.ts';
import * as phones from '../../../shared/domain/contacts/phones.ts';
import * as flows from '../../../shared/domain/flows/definition.ts';
import * as patterns from '../../../shared/domain/flows/template/library/pattern.ts';
import { functionsOf, statementsOf, synthesise } from './assembly.ts';

/** Bytes that a cold start has to read (docs/adr/006-cjs-bundles.md). */
const BUDGET = 480 * 1024;

const outdir = mkdtempSync(join(tmpdir(), 'dormouse-bundles-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const bundled = await bundle(FEATURES, outdir);
const outputs = Object.entries(bundled.outputs);
const bundles = FEATURES.map(({ name }) => {
  const [, output] = outputs.find(([file]) => file.endsWith(`/${name}/index.cjs`)) ?? [];
  if (!output) throw new Error(`no bundle for ${name}`);
  const included = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    name,
    bytes: output.bytes,
    included: new Map(included.map(([file, { bytesInOutput }]) => [file, bytesInOutput])),
  };
});
describe.each(bundles)('$name', ({ name, bytes, included }) => {
  it('stays within its budget', () => {
    expect(bytes).toBeLessThan(BUDGET);
  });

  it('is one file, without its source map; what few calls need is beside it, if its code or that of another file there names it', () => {
    const files = readdirSync(join(outdir, name));
    const code = files.filter((file) => file !== 'openapi.json').map((file) => readFileSync(join(outdir, name, file)));
    const named = code.flatMap((text) => [...text.toString().matchAll(/"\.?\/([a-z0-9-]+\.(?:cjs|json))"/g)]);
    expect(files).toEqual([...new Set(['index.cjs', ...named.map(([, file]) => file)])].sort());
    expect(files.includes('openapi.json')).toBe(name === 'workspace');
    expect(
      [...included.keys()].filter((file) =>
        /libphonenumber|re2js|xray|client-s3|hucre|csv-parse|fflate|iso-639/.test(file),
      ),
    ).toEqual([]);
  });

  it('holds no schemas that are for the OpenAPI document only', () => {
    expect([...included.keys()].filter((file) => file.endsWith('.schema.ts'))).toEqual([]);
  });

  it('leaves out the parts of the SDK that no Lambda function needs', () => {
    expect(
      [...included.keys()].filter((file) => /^node_modules.*(credential-provider|event-streams)/.test(file)),
    ).toEqual([]);
  });
});

it('each loads without an environment, and exports a handler', () => {
  const names = bundles.map(({ name }) => name);
  const load = `console.log(JSON.stringify(${JSON.stringify(names)}.map((name) => typeof require(\`./\${name}/index.cjs\`).handler)))`;
  const loaded = execFileSync(process.execPath, ['-e', load], { cwd: outdir, env: {}, encoding: 'utf8' });
  expect(JSON.parse(loaded)).toEqual(names.map(() => 'function'));
});

/**
 * Code that needs a permission, and the statement that gives it: a local engine would not notice a missing one. The SDK
 * clients that only some entry files import are included, so that none is missing and none is bundled without need.
 */
const NEEDS = [
  ['ReadHashKey', ['shared/data/contacts/urn-owners.ts']],
  ['ReadHashKey', ['shared/lambda/clients/secret.ts']],
  [
    'WriteContacts',
    ['shared/data/contacts/commit.ts', 'shared/data/contacts/delete.ts', 'shared/data/snapshots/change.ts'],
  ],
  ['TellSteps', ['shared/data/jobs/step-outbox.ts']],
  ['PutEvents', ['shared/lambda/clients/bus.ts']],
  ['SendSelect', ['shared/services/jobs/submit.ts']],
  ['SendPassedOver', ['shared/lambda/clients/passed-over.ts']],
  ['SendSelect or SendWork or SendDeliveries or SendInbound or SendFiles or SendSnapshots', ['companion:queues']],
  ['SendDeliveries', ['functions/webhooks/waiting-deliveries.ts']],
  ['ReadFiles or WriteFiles or RemoveFiles', ['shared/lambda/clients/files.ts']],
  // What a throttled table stopped is put off.
  [
    'SendInbound',
    [
      'functions/carrier/queue-opt-outs.ts',
      'functions/inbound/receive-webhook.ts',
      'functions/inbound/receive-message.ts',
    ],
  ],
  // A slice that a throttled table stopped is put off.
  [
    'SendWork',
    [
      'functions/jobs/worker/next-slice.ts',
      'functions/jobs/select/send-slices.ts',
      'functions/jobs/worker/work.ts',
      'functions/project/follow-up.ts',
    ],
  ],
] as const;

const { service } = synthesise();

it.each(NEEDS)('grants %s where there is code that needs it (%s), and nowhere else', (sids, files) => {
  const using = bundles.filter(({ included }) => files.some((file) => included.has(file))).map(({ name }) => name);
  const granted = functionsOf(service).filter(({ Role }) =>
    statementsOf(service, Role['Fn::GetAtt'][0]).some(({ Sid = '' }) => sids.split(' or ').includes(Sid)),
  );
  expect(using.sort()).toEqual(granted.map(({ name }) => name).sort());
});

it('reads flows in a companion as the unbundled engine does', () => {
  const path = join(outdir, 'flows/flow-reader.cjs');
  const { parseFlows }: typeof flows = createRequire(import.meta.url)(path);
  const one = (actions: readonly object[]) => ({
    ...{ uuid: '00000000-0000-4000-8000-000000000001', name: 'One', spec_version: '13.0.0' },
    nodes: [
      {
        uuid: '00000000-0000-4000-8000-000000000002',
        actions,
        exits: [{ uuid: '00000000-0000-4000-8000-000000000003' }],
      },
    ],
  });
  const uuid = '00000000-0000-4000-8000-000000000004';
  for (const definition of [
    one([{ uuid, type: 'set_contact_name', name: '@(regex_match(format_urn(contact.urn), "\\d+"))' }]),
    one([{ uuid, type: 'set_contact_name', name: '@(regex_match(contact.name, "(?=a)"))' }]),
    one([{ uuid, type: 'send_msg', text: 'Hi' }]),
  ]) {
    const read = ({ parseFlows: parse }: Pick<typeof flows, 'parseFlows'>) =>
      JSON.stringify(parse(definition, { allowPartial: true }));
    expect(read({ parseFlows })).toEqual(read(flows));
  }
});

it('reads phone numbers as the unbundled library does', async () => {
  await bundle([{ name: 'phones', entry: 'shared/domain/contacts/phones.ts' }], join(outdir, 'domain'));
  const bundled: typeof phones = createRequire(import.meta.url)(join(outdir, 'domain/phones/index.cjs'));
  const numbers = [
    '+250788123456',
    '0788 123 456',
    '788123456',
    '1800CABBAGE',
    '+82011290',
    '12',
    '+1 (206) 555-0100',
    '',
  ];
  for (const country of ['RW', 'US', 'KR', 'ZZ', null]) {
    const read = ({ normalizePhone }: typeof phones) => numbers.map((number) => normalizePhone(number, country));
    expect(read(bundled)).toEqual(read(phones));
  }
});

it('matches patterns as the unbundled engine does', async () => {
  await bundle([{ name: 'pattern', entry: 'shared/domain/flows/template/library/pattern.ts' }], join(outdir, 'domain'));
  const bundled: typeof patterns = createRequire(import.meta.url)(join(outdir, 'domain/pattern/index.cjs'));
  for (const [pattern, text] of [
    ['(\\d+) years', '31 years'],
    ['\\p{Arabic}+', 'مرحبا'],
    ['x', 'y'],
  ] as const)
    expect(bundled.matchPattern(pattern, text)).toEqual(patterns.matchPattern(pattern, text));
  expect(bundled.patternProblem('(?=a)')).toBe('invalid regular expression');
});

it('refuses a feature whose entry file does not exist', async () => {
  const ghost = { name: 'ghost', entry: 'functions/ghost/http.ts' };
  await expect(bundle([ghost], join(outdir, 'ghost'))).rejects.toThrow(/functions\/ghost\/http\.ts/);
});
