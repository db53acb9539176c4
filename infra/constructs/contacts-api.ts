import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ENDPOINTS, type HttpFunction, pathOf } from '../../functions/endpoints.ts';
import type { Deployment } from '../deployment.ts';
import type { Alarms } from './alarms.ts';
import type { FeatureFunction } from './feature-function.ts';

/** Requests a second. A workspace may make 3,600 an hour: this is 200 of them at once, or one faulty script. */
const RATE = 200;
const BURST = 400;

/** Many refused requests in five minutes for any number of workspaces: three a second. */
const REFUSALS = 1_000;

interface ContactsApiProps {
  readonly alarms: Alarms;
  /** Limits for every workspace, whatever its administrator sets. */
  readonly ceilings: Pick<Deployment, 'maxApiRate' | 'maxOpenJobs'>;
}

/** The HTTP API: `ANY /api/v2/<endpoint>`; one function answers everything else with the API's 404. */
export class ContactsApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly #ceilings: ContactsApiProps['ceilings'];
  readonly #integrations = new Map<FeatureFunction, HttpLambdaIntegration>();

  constructor(scope: Construct, id: string, { alarms, ceilings }: ContactsApiProps) {
    super(scope, id);
    this.#ceilings = ceilings;
    this.api = new HttpApi(this, 'Api', { apiName: 'dormouse', createDefaultStage: false });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: RATE, burstLimit: BURST },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog(this)), format: ACCESS_LOG },
    });
    alarms.add('api-5xx', {
      hurts: 'People at the console and scripts get errors instead of answers.',
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 5,
    });
    alarms.add('api-4xx', {
      hurts: 'A script or client of a workspace fails at every call, or someone tries out tokens.',
      metric: this.api.metricClientError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: REFUSALS,
      periods: 3,
    });
  }

  get url(): string {
    return this.api.apiEndpoint;
  }

  /** Routes every method of a function's endpoints to it; the function itself answers 405. */
  serve(fn: FeatureFunction, name: HttpFunction): void {
    for (const endpoint of Object.keys(ENDPOINTS[name])) this.endpoint(fn, endpoint);
  }

  /** Routes every method of `/api/v2/<endpoint>.json` to a function. */
  endpoint(fn: FeatureFunction, endpoint: string): void {
    this.#route(fn, `${endpoint}.json`, HttpRouteKey.with(pathOf(endpoint), HttpMethod.ANY));
  }

  /** Routes every method of `/in/<address>`, and of what a provider appends to it, to a function. */
  inbound(fn: FeatureFunction): void {
    this.#route(fn, 'in', HttpRouteKey.with('/in/{channel}', HttpMethod.ANY));
    this.#route(fn, 'in-action', HttpRouteKey.with('/in/{channel}/{action}', HttpMethod.ANY));
  }

  everythingElse(fn: FeatureFunction): void {
    this.#route(fn, 'default', HttpRouteKey.DEFAULT);
  }

  #route(fn: FeatureFunction, id: string, routeKey: HttpRouteKey): void {
    const integration = this.#integrations.get(fn) ?? new HttpLambdaIntegration(fn.name, fn.lambda);
    this.#integrations.set(fn, integration);
    fn.setVariable('MAX_API_RATE', String(this.#ceilings.maxApiRate));
    fn.setVariable('MAX_OPEN_JOBS', String(this.#ceilings.maxOpenJobs));
    const route = new HttpRoute(this, id, { httpApi: this.api, routeKey, integration });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason: "TextIt's clients send `Authorization: Token …`, which the function checks against the workspace table.",
    });
  }
}

const accessLog = (scope: Construct): LogGroup =>
  new LogGroup(scope, 'AccessLog', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });

/** No query string, which can hold a phone number, and no path, since a channel's is secret. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    method: '$context.httpMethod',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    bytes: '$context.responseLength',
    ip: '$context.identity.sourceIp',
    error: '$context.integrationErrorMessage',
  }),
);
