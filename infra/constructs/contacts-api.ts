import { Arn, Lazy, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import { ENDPOINTS, type HttpFunction, pathOf } from '../../functions/endpoints.ts';
import type { Deployment, RequestRates } from '../deployment.ts';
import type { Alarms } from './alarms.ts';
import { addApiAlarms } from './api-alarms.ts';
import type { FeatureFunction } from './feature-function.ts';

interface ContactsApiProps {
  readonly alarms: Alarms;
  /** Limits for every workspace, whatever its administrator sets. */
  readonly ceilings: Pick<Deployment, 'maxApiRate' | 'maxOpenJobs' | 'inboundMessageRate'>;
  /** Requests a second. */
  readonly rates: RequestRates;
  readonly logDays: number;
  /** Whether the name that AWS gives the API leads nowhere, since it has one of its own. */
  readonly closed: boolean;
}

/** The endpoint by which the console signs in. */
const SIGN_IN = 'me';

/** In AWS each route has a bucket of its own; a burst is twice its rate. */
const throttleOf = (rate: number) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate });

/** Routes by which people may opt out. */
const INBOUND = 'ANY /in/';
/** While the API is braked, routes take so much of their rates. */
const BRAKED = 0.1;

/** The HTTP API: `ANY /api/v2/<endpoint>`; one function answers everything else with the API's 404. */
export class ContactsApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Its names, to which the edge adds. */
  readonly hosts: string[];
  readonly #ceilings: ContactsApiProps['ceilings'];
  readonly #rates: RequestRates;
  readonly #throttles = new Map<string, number>();
  readonly #integrations = new Map<FeatureFunction, HttpLambdaIntegration>();

  constructor(scope: Construct, id: string, { alarms, ceilings, rates, logDays, closed }: ContactsApiProps) {
    super(scope, id);
    this.#ceilings = ceilings;
    this.#rates = rates;
    this.api = new HttpApi(this, 'Api', {
      apiName: 'dormouse',
      createDefaultStage: false,
      disableExecuteApiEndpoint: closed,
    });
    const log = accessLog(this, logDays);
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: rates.api, burstLimit: 2 * rates.api },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: ACCESS_LOG },
    });
    this.hosts = [`${this.api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`];
    addApiAlarms(alarms, { api: this.api, log });
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
    this.#route(
      fn,
      `${endpoint}.json`,
      HttpRouteKey.with(pathOf(endpoint), HttpMethod.ANY),
      this.#rates.of.get(endpoint) ?? (endpoint === SIGN_IN ? this.#rates.signIn : null),
    );
  }

  /** Tells a function by which names callers reach the service, so that it calls none of them. */
  nameTo(fn: FeatureFunction): void {
    fn.setVariable('OWN_HOSTS', Lazy.string({ produce: () => this.hosts.join(',') }));
  }

  /** Routes every method of `/in/<address>`, and of what a provider appends to it, to a function. */
  inbound(fn: FeatureFunction): void {
    fn.setVariable('INBOUND_RATE', String(this.#ceilings.inboundMessageRate));
    const { inbound } = this.#rates;
    this.#route(fn, 'in', HttpRouteKey.with('/in/{channel}', HttpMethod.ANY), inbound);
    this.#route(fn, 'in-action', HttpRouteKey.with('/in/{channel}/{action}', HttpMethod.ANY), inbound);
  }

  /** Routes `/auth/…`, by which people sign in and out, to a function. */
  signIn(fn: FeatureFunction): void {
    this.#route(fn, 'auth', HttpRouteKey.with('/auth/{step}', HttpMethod.ANY), this.#rates.signIn);
  }

  /** Routes `/health`, which monitors call without a token, to a function. */
  health(fn: FeatureFunction): void {
    this.#route(fn, 'health', HttpRouteKey.with('/health', HttpMethod.ANY), this.#rates.signIn);
  }

  everythingElse(fn: FeatureFunction): void {
    this.#route(fn, 'default', HttpRouteKey.DEFAULT);
  }

  /** Has every function refuse requests without this secret, from when `edge` adds it: it is deployed before them. */
  requireOrigin(secretArn: string, edge: IDependable): void {
    for (const fn of this.#integrations.keys()) {
      fn.readSecret('ReadOriginSecret', 'ORIGIN_SECRET_ARN', secretArn);
      fn.lambda.node.addDependency(edge);
    }
  }

  /** @param rate - requests a second, if the route has a throttle of its own */
  #route(fn: FeatureFunction, id: string, routeKey: HttpRouteKey, rate: number | null = null): void {
    const integration = this.#integrations.get(fn) ?? this.#integrate(fn);
    fn.setVariable('MAX_API_RATE', String(this.#ceilings.maxApiRate));
    fn.setVariable('MAX_OPEN_JOBS', String(this.#ceilings.maxOpenJobs));
    const route = new HttpRoute(this, id, { httpApi: this.api, routeKey, integration });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason: "TextIt's clients send `Authorization: Token …`, which the function checks against the workspace table.",
    });
    if (rate !== null) this.#throttle(route, routeKey.key, rate);
  }

  #integrate(fn: FeatureFunction): HttpLambdaIntegration {
    const integration = new PermittedOnce(fn.name, fn.lambda);
    this.#integrations.set(fn, integration);
    const { apiId: resource } = this.api;
    fn.lambda.addPermission('Api', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      // Every method and path. The route `$default` has no path.
      sourceArn: Arn.format({ service: 'execute-api', resource, resourceName: '*/*' }, Stack.of(this)),
    });
    return integration;
  }

  /** API Gateway refuses a stage that names a route before it is there. */
  #throttle(route: HttpRoute, key: string, rate: number): void {
    this.#throttles.set(key, rate);
    const routes = [...this.#throttles].map(([of, own]) => [of, throttleOf(own)] as const);
    (this.stage.node.defaultChild as CfnStage).routeSettings = Object.fromEntries(routes);
    this.stage.node.addDependency(route);
  }

  /**
   * Tells a function the stage's rates, and the lower ones of an hour above its budget. Those of messages stay, since
   * one that is refused may be an opt-out.
   */
  letBrake(fn: FeatureFunction): void {
    const told = (share: number) =>
      Lazy.string({
        produce: () => {
          const lowered = (rate: number) => throttleOf(Math.max(1, Math.floor(rate * share)));
          const routes = [...this.#throttles].map(
            ([key, rate]) => [key, key.startsWith(INBOUND) ? throttleOf(rate) : lowered(rate)] as const,
          );
          const DefaultRouteSettings = lowered(this.#rates.api);
          return JSON.stringify({ DefaultRouteSettings, RouteSettings: Object.fromEntries(routes) });
        },
      });
    fn.setVariable('RATES', told(1));
    fn.setVariable('BRAKED_RATES', told(BRAKED));
  }
}

/** CDK permits each route, of which there are three for each function: a stack has 500 resources at most. */
class PermittedOnce extends HttpLambdaIntegration {
  protected override completeBind(): void {}
}

const accessLog = (scope: Construct, days: RetentionDays): LogGroup =>
  new LogGroup(scope, 'AccessLog', { retention: days, removalPolicy: RemovalPolicy.DESTROY });

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
