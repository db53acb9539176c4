/** What must hold of the templates whatever operators have decided: tried with nothing decided, and with everything. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import EVERYTHING from '../../cases/infra/all-options.json' with { type: 'json' };
import { ASSEMBLY, BUNDLES, functionsOf, ofType, type Template } from './assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'dormouse-options-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const OTHER_PROVIDER = {
  ...EVERYTHING,
  signIn: 'https://id.example.org',
  signInClient: 'dormouse',
  signInSecret: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:sign-in-Ab12Cd',
};

function templatesOf(name: string, context: object): readonly Template[] {
  const outdir = join(directory, name);
  buildApp({ outdir, bundles: BUNDLES, skipChecks: true, context: { ...context } }).synth();
  return templatesIn(outdir);
}

const templatesIn = (outdir: string): readonly Template[] =>
  readdirSync(outdir)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => JSON.parse(readFileSync(join(outdir, file), 'utf8')) as Template);

const DEPLOYMENTS = {
  nothing: templatesIn(ASSEMBLY),
  everything: templatesOf('everything', EVERYTHING),
  'everything, with another provider': templatesOf('provider', OTHER_PROVIDER),
};

it('to be discarded, nothing outlives its stack, and no stack and no resource is protected', () => {
  const name = 'discarded';
  const all = templatesOf(name, { ...EVERYTHING, discard: true });
  const resources = all.flatMap(({ Resources }) => Object.values(Resources));
  expect(resources.filter(({ DeletionPolicy: policy = 'Delete' }) => policy !== 'Delete')).toEqual([]);
  expect(JSON.stringify(all)).not.toMatch(/"DeletionProtection(?:Enabled)?":(?:true|"ACTIVE")/);
  const manifest = readFileSync(join(directory, name, 'manifest.json'), 'utf8');
  expect(manifest).not.toContain('"terminationProtection": true');
  const kept = DEPLOYMENTS.everything.flatMap(({ Resources }) => Object.values(Resources));
  expect(kept.filter(({ DeletionPolicy: policy }) => policy === 'Retain').length).toBeGreaterThan(3);
});

it('GitHub deploys a stage by a role for the environment of that name, and no other job takes it', () => {
  const roles = DEPLOYMENTS.everything.flatMap((template) => ofType(template, 'AWS::IAM::Role'));
  const trusted = roles.map(([, { Properties }]) => JSON.stringify(Properties['AssumeRolePolicyDocument']));
  const github = trusted.filter((one) => one.includes('token.actions.githubusercontent.com'));
  expect(github).toHaveLength(1);
  expect(github[0]).toContain(
    '"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:sub":"repo:example/dormouse:environment:staging"}',
  );
  const known = templatesOf('known', { ...EVERYTHING, githubKnown: true });
  const providers = (of: readonly Template[]) => of.flatMap((one) => ofType(one, 'AWS::IAM::OIDCProvider')).length;
  expect([providers(DEPLOYMENTS.everything), providers(known)]).toEqual([1, 0]);
});

/** CloudFormation takes 500 resources in a stack: what is left is room for features. */
const MOST_RESOURCES = 400;

describe.each(Object.entries(DEPLOYMENTS))('with %s decided', (_, templates) => {
  it(`no stack has more than ${MOST_RESOURCES} resources`, () => {
    for (const { Resources } of templates) expect(Object.keys(Resources).length).toBeLessThanOrEqual(MOST_RESOURCES);
  });

  it('the API has one permission for each function that it calls', () => {
    for (const template of templates) {
      const called = ofType(template, 'AWS::ApiGatewayV2::Integration').length;
      const permissions = ofType(template, 'AWS::Lambda::Permission').filter(
        ([, { Properties }]) => Properties['Principal'] === 'apigateway.amazonaws.com',
      );
      expect(permissions).toHaveLength(called);
    }
  });

  it('no variable of a function is a secret: each is a text, or what a resource is found by', () => {
    const outputs = new Map(templates.flatMap(({ Outputs = {} }) => Object.entries(Outputs)));
    /** The texts and the references that a value is made of, through what other stacks put out. */
    const partsOf = (value: unknown): readonly unknown[] => {
      if (Array.isArray(value)) return value.flatMap(partsOf);
      if (typeof value !== 'object' || value === null) return [value];
      const [[name = '', of] = []] = Object.entries(value);
      if (name === 'Fn::GetStackOutput') return partsOf((outputs.get(of.OutputName) as { Value?: unknown }).Value);
      return ['Fn::Join', 'Fn::Select', 'Fn::Split'].includes(name) ? partsOf(of) : [value];
    };
    const parts = templates.flatMap((template) =>
      functionsOf(template).flatMap(({ name, Environment: { Variables } }) =>
        Object.entries(Variables).flatMap(([variable, value]) => partsOf(value).map((part) => [name, variable, part])),
      ),
    );
    expect(parts.length).toBeGreaterThan(200);
    expect(parts.filter(([, , part]) => !isPlain(part))).toEqual([]);
  });
});

/** A `Ref` is the name or the ARN of a resource; of a secret, too. Templates have no parameters but CDK's own. */
function isPlain(part: unknown): boolean {
  if (typeof part !== 'object') return !String(part).includes('{{resolve:');
  const [[name = '', of] = []] = Object.entries(part ?? {});
  if (name === 'Ref') return true;
  const attribute = name === 'Fn::GetAtt' ? String((of as readonly string[])[1]) : '';
  return /(?:Arn|Name|Url|URL|Id|Endpoint)$/.test(attribute);
}
