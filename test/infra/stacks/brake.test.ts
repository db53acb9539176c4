/** What a deployment lowers when an hour has more requests than its budget, and what it may serve at all. */
import { App } from 'aws-cdk-lib';
import { expect, it } from 'vitest';
import { readDeployment } from '../../../infra/deployment.ts';
import { functionsOf, propertiesOf, statementsOf, synthesise } from './assembly.ts';

const { service } = synthesise();
const brake = functionsOf(service).find(({ name }) => name === 'brake');
const variable = (name: string) => JSON.parse(String(brake?.Environment.Variables[name]));
const [stage] = propertiesOf<{ DefaultRouteSettings: object; RouteSettings: Record<string, object> }>(
  service,
  'AWS::ApiGatewayV2::Stage',
);

it('gives back exactly the rates that the stage is deployed with', () => {
  expect(variable('RATES')).toEqual({
    DefaultRouteSettings: stage?.DefaultRouteSettings,
    RouteSettings: stage?.RouteSettings,
  });
});

it('leaves a tenth to all routes but those of messages, of which one may be an opt-out', () => {
  const of = (rate: number) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate });
  expect(variable('BRAKED_RATES')).toEqual({
    DefaultRouteSettings: of(20),
    RouteSettings: {
      'ANY /in/{channel}': of(1_000),
      'ANY /in/{channel}/{action}': of(1_000),
      'ANY /api/v2/me.json': of(5),
      'ANY /auth/{step}': of(5),
      'ANY /health': of(5),
    },
  });
});

it('hears of that alarm only, and may change that stage only', () => {
  const [subscription] = propertiesOf<object>(service, 'AWS::SNS::Subscription').filter(
    (one) => 'Protocol' in one && one.Protocol === 'lambda',
  );
  expect(subscription).toMatchObject({
    FilterPolicy: { AlarmName: ['dormouse-requests-braked'] },
    FilterPolicyScope: 'MessageBody',
  });
  const may = statementsOf(service, brake?.Role['Fn::GetAtt'][0] ?? '').filter(({ Sid }) => Sid === 'SetRates');
  expect(may).toMatchObject([{ Action: 'apigateway:PATCH' }]);
  expect(JSON.stringify(may)).toContain('/stages/$default');
});

const ratesOf = (context: object) => readDeployment(new App({ context: { ...context } }).node, []).rates;

it.each([
  [10, { api: 50, signIn: 50, inbound: 100 }],
  [30, { api: 150, signIn: 50, inbound: 300 }],
  [1_000, { api: 200, signIn: 50, inbound: 1_000 }],
  [undefined, { api: 200, signIn: 50, inbound: 1_000 }],
])('an account of %s is asked for no more than it can begin', (accountConcurrency, rates) => {
  expect(ratesOf({ ...(accountConcurrency && { accountConcurrency }) })).toMatchObject(rates);
});

it('heeds what the operator says, as far as the account can begin it', () => {
  expect(ratesOf({ accountConcurrency: 10, apiRequestRate: 80 })).toMatchObject({ api: 80 });
  expect(() => ratesOf({ accountConcurrency: 10, apiRequestRate: 101 })).toThrow('begins 100');
});
