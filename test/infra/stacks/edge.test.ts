/** What operators put before the API by context, and what the account's budget tells them. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../infra/app.ts';
import { readDeployment } from '../../../infra/deployment.ts';
import { contentSecurityPolicy, ISOLATION } from '../../../infra/site-policy.ts';
import { NIGHT } from '../../support/night.ts';
import {
  ASSEMBLY,
  attribute,
  BUNDLES,
  functionsOf,
  ofType,
  propertiesOf,
  statementsOf,
  synthesise,
  type Template,
} from './assembly.ts';
import { cfnLint, lint } from './cfn-lint.ts';

const directory = mkdtempSync(join(tmpdir(), 'dormouse-edge-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The service stack of a deployment with this context. */
function deploy(
  name: string,
  context: object,
  skipChecks = false,
): { readonly service: Template; readonly file: string } {
  const outdir = join(directory, name);
  buildApp({ outdir, bundles: BUNDLES, skipChecks, context: { ...context } }).synth();
  const file = join(outdir, 'DormouseService.template.json');
  return { service: JSON.parse(readFileSync(file, 'utf8')) as Template, file };
}

const domainName = 'api.example.org';
const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/1a2b';
const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/dormouse/1a2b';
/** With the checks of cdk-nag that every deployment passes. */
const all = deploy('all', {
  cloudFront: 'true',
  domainName,
  certificateArn,
  webAclArn,
  traces: true,
  monthlyBudget: 0,
  github: 'example/dormouse',
});
const ACCOUNTS = 'DormouseSignIn.template.json';
const named = deploy('named', { domainName, certificateArn }, !NIGHT);
const { service } = synthesise();

interface Distribution {
  readonly DistributionConfig: {
    readonly Aliases?: readonly string[];
    readonly WebACLId?: string;
    readonly DefaultCacheBehavior: object;
    readonly CacheBehaviors?: readonly { readonly PathPattern: string }[];
    readonly ViewerCertificate?: object;
  };
}

describe('CloudFront', () => {
  const [distribution] = propertiesOf<Distribution>(all.service, 'AWS::CloudFront::Distribution');

  it('has the domain, its certificate and the web ACL', () => {
    expect(distribution?.DistributionConfig).toMatchObject({
      Aliases: [domainName],
      WebACLId: webAclArn,
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
  });

  it('keeps no answers, passes on every method, and takes nothing without TLS', () => {
    expect(distribution?.DistributionConfig.CacheBehaviors).toMatchObject(
      ['/api/*', '/auth/*', '/health', '/in/*'].map((PathPattern) => ({
        PathPattern,
        Compress: false,
        // AWS's managed policies CachingDisabled and AllViewerExceptHostHeader.
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        ViewerProtocolPolicy: 'https-only',
        AllowedMethods: expect.arrayContaining(['GET', 'POST', 'DELETE']),
      })),
    );
  });

  it('leads to the API wherever that has a route of its own, and not to the console', () => {
    const { CacheBehaviors: behaviors = [] } = distribution?.DistributionConfig ?? {};
    const patterns = behaviors.map(({ PathPattern }) => new RegExp(`^${PathPattern.replace('*', '.*')}$`));
    const routes = propertiesOf<{ RouteKey: string }>(all.service, 'AWS::ApiGatewayV2::Route');
    const paths = routes.flatMap(({ RouteKey }) => RouteKey.split(' ')[1] ?? []);
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.filter((path) => !patterns.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  it('tells the API which host was asked, whatever the caller has put there', () => {
    const run = edgeFunction(/x-forwarded-host/);
    const headers = { host: { value: domainName }, 'x-forwarded-host': { value: 'evil.example' } };
    expect(run({ request: { headers } })).toMatchObject({ headers: { 'x-forwarded-host': { value: domainName } } });
  });
});

/** The code of one of the functions at the edge, run here. */
function edgeFunction(about: RegExp): (event: object) => object {
  const functions = propertiesOf<{ FunctionCode: string }>(all.service, 'AWS::CloudFront::Function');
  const code = functions.find(({ FunctionCode }) => about.test(FunctionCode))?.FunctionCode;
  return new Function('event', `${code}; return handler(event);`) as (event: object) => object;
}

const [policy] = propertiesOf<HeadersPolicy>(all.service, 'AWS::CloudFront::ResponseHeadersPolicy');

/** What pages may load and call, with what CloudFormation fills in by its attribute's name. */
function policyOfPages(): string {
  const [separator, parts] = policy?.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy
    .ContentSecurityPolicy['Fn::Join'] ?? ['', []];
  return parts.map((part) => (typeof part === 'string' ? part : `[${part['Fn::GetAtt'][1]}]`)).join(separator);
}

interface HeadersPolicy {
  readonly ResponseHeadersPolicyConfig: {
    readonly CustomHeadersConfig: { readonly Items: readonly object[] };
    readonly SecurityHeadersConfig: {
      readonly ContentSecurityPolicy: {
        readonly ContentSecurityPolicy: {
          readonly 'Fn::Join': readonly [string, readonly (string | { readonly 'Fn::GetAtt': readonly string[] })[]];
        };
      };
    };
  };
}

describe('The console on CloudFront', () => {
  const [distribution] = propertiesOf<Distribution>(all.service, 'AWS::CloudFront::Distribution');

  it('is everything but the API, read from a bucket that nobody else reads, under the same policy as here', () => {
    expect(distribution?.DistributionConfig.DefaultCacheBehavior).toMatchObject({
      ViewerProtocolPolicy: 'redirect-to-https',
      Compress: true,
      ResponseHeadersPolicyId: expect.anything(),
    });
    expect(policyOfPages()).toBe(contentSecurityPolicy('https://[RegionalDomainName]'));
    expect(policy?.ResponseHeadersPolicyConfig.CustomHeadersConfig.Items).toEqual(
      Object.entries(ISOLATION).map(([Header, Value]) => ({ Header, Value, Override: true })),
    );
    expect(propertiesOf(all.service, 'AWS::CloudFront::OriginAccessControl')).toHaveLength(1);
    expect(all.service.Outputs).toHaveProperty('ConsoleBucket');
  });

  it.each([
    ['/', '/index.html'],
    ['/contacts/active', '/index.html'],
    ['/assets/index-1a2b.js', '/assets/index-1a2b.js'],
  ])('the path %s is the file %s', (uri, file) => {
    expect(edgeFunction(/index\.html/)({ request: { uri } })).toEqual({ uri: file });
  });
});

describe('Past CloudFront', () => {
  const [distribution] = ofType(all.service, 'AWS::CloudFront::Distribution');

  it('nobody is answered: each function that a route leads to asks for the header that CloudFront adds', () => {
    const origins = JSON.stringify(distribution?.[1].Properties);
    expect(origins).toContain('"HeaderName":"x-dormouse-origin"');
    const integrations = propertiesOf<Record<string, unknown>>(all.service, 'AWS::ApiGatewayV2::Integration').map(
      (one) => attribute(one['IntegrationUri']),
    );
    const called = functionsOf(all.service).filter(({ id }) => integrations.includes(id));
    expect(called.length).toBeGreaterThan(10);
    const secret = { Ref: expect.stringMatching(/OriginSecret/) };
    for (const { Environment, Role } of called) {
      expect(Environment.Variables).toMatchObject({ ORIGIN_SECRET_ARN: secret });
      expect(statementsOf(all.service, Role['Fn::GetAtt'][0])).toContainEqual(
        expect.objectContaining({ Sid: 'ReadOriginSecret', Resource: secret }),
      );
    }
    expect(origins).toMatch(/resolve:secretsmanager:.*OriginSecret/);
  });

  it('functions ask for it once CloudFront adds it, and not before', () => {
    for (const [, { Properties, DependsOn }] of ofType(all.service, 'AWS::Lambda::Function'))
      if (JSON.stringify(Properties).includes('ORIGIN_SECRET')) expect(DependsOn).toContain(distribution?.[0]);
  });

  it('the name that AWS gave is closed where the API has its own, and only there', () => {
    const isClosed = ({ service: of }: { readonly service: Template }) =>
      propertiesOf<Record<string, unknown>>(of, 'AWS::ApiGatewayV2::Api').map(
        (one) => one['DisableExecuteApiEndpoint'],
      );
    expect(isClosed(named)).toEqual([true]);
    expect(isClosed(all)).toEqual([false]);
    expect(isClosed({ service })).toEqual([false]);
  });

  it('the output for scripts leads to where requests are answered', () => {
    expect(named.service.Outputs).toMatchObject({ ApiUrl: { Value: `https://${domainName}` } });
    expect(all.service.Outputs).toMatchObject({ ApiUrl: { Value: `https://${domainName}` } });
  });

  it('without CloudFront no secret is asked for', () => {
    for (const one of [named.service, service]) expect(JSON.stringify(one)).not.toContain('ORIGIN_SECRET');
  });
});

it('without CloudFront the domain is the API’s own', () => {
  expect(propertiesOf(named.service, 'AWS::CloudFront::Distribution')).toEqual([]);
  expect(propertiesOf(named.service, 'AWS::ApiGatewayV2::DomainName')).toMatchObject([{ DomainName: domainName }]);
  expect(propertiesOf(named.service, 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
  expect(named.service.Outputs).toMatchObject({ PublicUrl: { Value: `https://${domainName}` } });
});

it('unless asked for there is neither, and no function traces its calls', () => {
  const types = Object.values(service.Resources).map(({ Type }) => Type);
  expect(types.filter((type) => /CloudFront|DomainName/.test(type))).toEqual([]);
  expect(functionsOf(service).filter(({ Environment }) => 'TRACES' in Environment.Variables)).toEqual([]);
});

it('with `traces` every function traces its calls', () => {
  for (const { Environment } of functionsOf(all.service)) expect(Environment.Variables).toMatchObject({ TRACES: 'on' });
});

interface Budget {
  readonly Budget: object;
  readonly NotificationsWithSubscribers: readonly { readonly Subscribers: readonly object[] }[];
}

describe('People', () => {
  const accounts = JSON.parse(readFileSync(join(directory, 'all', ACCOUNTS), 'utf8')) as Template;

  it('have accounts in a pool that stays, under addresses in any case, and choose how they sign in', () => {
    const [[, pool] = []] = ofType(accounts, 'AWS::Cognito::UserPool');
    expect(pool).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        DeletionProtection: 'ACTIVE',
        UsernameConfiguration: { CaseSensitive: false },
        AutoVerifiedAttributes: ['email'],
        UserPoolTier: 'ESSENTIALS',
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } },
      },
    });
    expect(propertiesOf(accounts, 'AWS::Cognito::UserPoolDomain')).toMatchObject([{ ManagedLoginVersion: 2 }]);
  });

  it('are led back to the console only, by a client with a secret that the function alone has', () => {
    expect(propertiesOf(all.service, 'AWS::Cognito::UserPoolClient')).toMatchObject([
      {
        GenerateSecret: true,
        AllowedOAuthFlows: ['code'],
        AllowedOAuthScopes: ['openid', 'email', 'profile'],
        CallbackURLs: [`https://${domainName}/auth/callback`],
        ExplicitAuthFlows: expect.not.arrayContaining(['ALLOW_USER_PASSWORD_AUTH']),
        PreventUserExistenceErrors: 'ENABLED',
        SupportedIdentityProviders: ['COGNITO'],
      },
    ]);
    expect(propertiesOf(all.service, 'AWS::Cognito::ManagedLoginBranding')).toHaveLength(1);
    const told = (name: string) =>
      functionsOf(all.service).flatMap((fn) => (name in fn.Environment.Variables ? [fn.name] : []));
    expect(told('SIGN_IN_SECRET_ARN')).toEqual(['sign-in']);
    expect(told('SIGN_IN_ISSUER')).toEqual(expect.arrayContaining(['contacts', 'jobs', 'sign-in', 'workspace']));
  });

  it('have none without a console, and elsewhere with another provider, or none', () => {
    expect(existsSync(join(directory, 'named', ACCOUNTS))).toBe(false);
    const signInOf = (context: object) =>
      readDeployment(new App({ context: { cloudFront: true, ...context } }).node, []).signIn;
    expect(signInOf({})).toBe('cognito');
    expect(signInOf({ signIn: 'none' })).toBe(null);
    expect(signInOf({ signIn: 'https://id.example.org', signInClient: 'dormouse', signInAudience: 'api' })).toEqual({
      ...{ issuer: 'https://id.example.org', client: 'dormouse', secret: null, audience: 'api' },
    });
  });
});

it('a budget of $50 tells the topic of the alarms, unless there is to be none', () => {
  const [budget] = propertiesOf<Budget>(service, 'AWS::Budgets::Budget');
  expect(budget?.Budget).toMatchObject({ TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 50, Unit: 'USD' } });
  expect(budget?.NotificationsWithSubscribers).toHaveLength(3);
  expect(propertiesOf(all.service, 'AWS::Budgets::Budget')).toEqual([]);
});

it.skipIf(cfnLint === null)(
  `cfn-lint finds nothing in the templates${cfnLint ? '' : ' (skipped: it is not installed)'}`,
  () => {
    const files = [all.file, join(directory, 'all', ACCOUNTS), join(ASSEMBLY, 'DormouseData.template.json')];
    expect(lint(NIGHT ? [...files, named.file] : files)).toBe('');
  },
);

it.each([
  [{ domainName }, 'domainName and certificateArn go together'],
  [{ domainName: 'https://api.example.org', certificateArn }, 'domainName has the form api.example.org'],
  [{ domainName, certificateArn: 'my certificate' }, 'certificateArn has the form arn:aws:acm:<region>:'],
  [{ cloudFront: 'yes' }, 'cloudFront is true or false, not "yes"'],
  [{ webAclArn }, 'webAclArn needs cloudFront=true'],
  [{ signIn: 'http://id.example.org' }, 'signIn has the form cognito, none, or https://<issuer>'],
  [{ signIn: 'https://id.example.org', cloudFront: true }, 'signIn needs signInClient'],
  [{ signIn: 'https://id.example.org', signInClient: 'x' }, 'signIn needs cloudFront=true'],
  [{ signIn: 'cognito' }, 'signIn needs cloudFront=true'],
  [{ signInClient: 'x' }, 'signInClient, signInSecret and signInAudience need signIn'],
  [
    { cloudFront: true, webAclArn: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/x/y' },
    'webAclArn has the form arn:aws:wafv2:us-east-1',
  ],
  [
    { cloudFront: true, domainName, certificateArn: certificateArn.replace('us-east-1', 'eu-west-1') },
    'certificateArn has the form arn:aws:acm:us-east-1:',
  ],
  [{ apiRequestRate: 0 }, 'apiRequestRate is a whole number from 1 to 10000'],
  [{ inboundMessageRate: 'many' }, 'inboundMessageRate is a whole number from 1'],
  [{ monthlyBudget: -1 }, 'monthlyBudget is a whole number from 0'],
])('the context %j is refused, with what is possible', (wrong, text) => {
  expect(() => readDeployment(new App({ context: wrong }).node, [])).toThrow(text);
});
