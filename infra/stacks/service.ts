import { type App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import { Alarms } from '../constructs/alarms.ts';
import { addAthena } from '../constructs/athena.ts';
import { addBudget } from '../constructs/budget.ts';
import { ContactsApi } from '../constructs/contacts-api.ts';
import { addDashboard } from '../constructs/dashboard.ts';
import { addDuty } from '../constructs/duty.ts';
import { addEdge } from '../constructs/edge.ts';
import { EventBus } from '../constructs/event-bus.ts';
import { FeatureFunction } from '../constructs/feature-function.ts';
import { FileStore } from '../constructs/file-store.ts';
import { InboundTopic } from '../constructs/inbound-topic.ts';
import { Schedules } from '../constructs/schedules.ts';
import { addSearchParts } from '../constructs/search-parts.ts';
import { addServiceAlarms } from '../constructs/service-alarms.ts';
import { SignInClient, tellSignIn } from '../constructs/sign-in-client.ts';
import { DeadLetterQueue, WorkQueue } from '../constructs/work-queue.ts';
import type { Deployment } from '../deployment.ts';
import { addBrake } from '../features/brake.ts';
import type { Feature, Service } from '../features/feature.ts';
import { addProbe } from '../features/probe.ts';
import { type DataStack, restoredTables } from './data.ts';
import type { SignInStack } from './sign-in.ts';

interface ServiceStackProps {
  readonly data: DataStack;
  /** Null for another provider, or none. */
  readonly accounts: SignInStack | null;
  readonly features: readonly Feature[];
  readonly bundles: string;
  readonly deployment: Deployment;
}

/** Everything that can be deleted and deployed again. */
export class ServiceStack extends Stack {
  constructor(app: App, id: string, { data, accounts, features, bundles, deployment }: ServiceStackProps) {
    super(app, id, { description: 'Dormouse: API, functions, queues, schedules, alarms' });
    const { traces, edge, monthlyBudget, logDays, stage, concurrency, reach, account } = deployment;
    const tables = deployment.restored ? restoredTables(this, deployment.restored) : data.tables;
    const alarms = new Alarms(this, 'Alarms', { stage, reach });
    const service: Service = {
      tables,
      hashKey: data.hashKey,
      alarms,
      optOutLists: deployment.optOutLists,
      snapshotsFrom: deployment.snapshotsFrom,
      files: new FileStore(this, 'FileStore', { origins: edge.domain ? [`https://${edge.domain.name}`] : ['*'] }),
      api: new ContactsApi(this, 'Api', {
        alarms,
        ceilings: deployment,
        rates: deployment.rates,
        logDays,
        // CloudFront calls the API by that name.
        closed: edge.domain !== null && edge.cloudFront === null,
      }),
      ...addQueues(this, alarms, deployment),
      bus: new EventBus(this, 'Events'),
      schedules: new Schedules(this, 'Schedules', { alarms }),
    };
    const common = { bundles, traces: traces !== null, logDays, stage };
    const functions = features.map(({ name, memory, timeout, anyForm, brief, connect, ...feature }) => {
      const atMost = concurrency.of.get(name) ?? feature.atMost;
      const reserved = concurrency.reserved && !brief;
      const fn = new FeatureFunction(this, name, { ...common, memory, timeout, atMost, reserved });
      for (const table of Object.values(tables)) {
        table.passName(fn);
        if (!anyForm) table.grantReadForm(fn);
      }
      connect(fn, service);
      return fn;
    });
    const called = (name: string) => {
      const found = functions.find((fn) => fn.name === name);
      if (!found) throw new Error(`No function is called ${name}.`);
      return found;
    };
    addSearchParts({ called, from: deployment.partsFrom, bundles });
    if (deployment.athena) {
      addAthena(this, { files: service.files, stage });
      called('snapshots').setVariable('SNAPSHOTS_FOR_SQL', 'on');
    }
    addServiceAlarms({ alarms, called, account });
    addDuty(this, { service, called, webhook: reach.webhook });
    addBrake(service, called('brake'), deployment.rates.hourly);
    if (traces !== null) addSampling(this, stage, traces);
    addDashboard(this, { service, functions });
    if (monthlyBudget > 0) addBudget(this, alarms, { dollars: monthlyBudget, stage });
    const url = addEdge(this, service, edge) ?? service.api.url;
    new CfnOutput(this, 'ApiUrl', { value: url });
    addProbe(service, called('probe'), { url, hasConsole: edge.cloudFront !== null });
    const provider =
      accounts === null ? otherProvider(deployment) : new SignInClient(this, 'SignIn', { accounts, url }).provider;
    for (const fn of functions) if (fn.atMost === undefined) tellSignIn(fn, provider);
    if (provider?.secret) called('sign-in').readSecret('ReadSignInSecret', 'SIGN_IN_SECRET_ARN', provider.secret);
  }
}

const otherProvider = ({ signIn }: Deployment) => (signIn === 'cognito' ? null : signIn);

/** So many percent of the requests of a stage's functions are traced. */
const addSampling = (scope: Stack, { suffix }: Deployment['stage'], percent: number) =>
  new CfnSamplingRule(scope, 'Sampling', {
    samplingRule: {
      ruleName: `dormouse${suffix}`,
      priority: 1_000,
      fixedRate: percent / 100,
      reservoirSize: 0,
      serviceName: `${scope.stackName}-*`,
      serviceType: 'AWS::Lambda::Function',
      host: '*',
      httpMethod: '*',
      urlPath: '*',
      resourceArn: '*',
      version: 1,
    },
  });

/** How long a message is hidden: six times the timeout of its function. */
const HIDDEN = {
  /** 60 seconds of `jobs-select`, `jobs-work` and `inbound-take`. */
  jobs: Duration.minutes(6),
  /** 15 minutes of `imports-files` and `snapshots`; the watchdog acts sooner after a crash, and a search asks again. */
  files: Duration.minutes(90),
  /** Two minutes of `imports-pull`. */
  pulls: Duration.minutes(12),
  /** 30 seconds of `webhooks-late`. */
  deliveries: Duration.minutes(3),
};

function addQueues(
  scope: Stack,
  alarms: Alarms,
  { inboundTopic }: Deployment,
): Pick<Service, 'queues' | 'deadLetters'> {
  const lettersOf = (name: string) =>
    new DeadLetterQueue(scope, `${name[0]?.toUpperCase()}${name.slice(1)}DeadLetters`, { alarms, name });
  const queue = (id: string, deadLetters: DeadLetterQueue, visibilityTimeout: Duration) =>
    new WorkQueue(scope, id, { alarms, deadLetters, visibilityTimeout });
  const deadLetters = new DeadLetterQueue(scope, 'JobsDeadLetters', {
    alarms,
    name: 'jobs',
    visibilityTimeout: HIDDEN.jobs,
  });
  const select = queue('Select', deadLetters, HIDDEN.jobs);
  const work = queue('Work', deadLetters, HIDDEN.jobs);
  const files = queue('Files', deadLetters, HIDDEN.files);
  const inboundDeadLetters = lettersOf('inbound');
  const inbound = queue('Inbound', inboundDeadLetters, HIDDEN.jobs);
  const { topic } = new InboundTopic(scope, 'InboundTopic', {
    existing: inboundTopic,
    queue: inbound,
    deadLetters: inboundDeadLetters,
  });
  new CfnOutput(scope, 'InboundTopicArn', { value: topic.topicArn });
  const pull = queue('Pull', lettersOf('pull'), HIDDEN.pulls);
  const deliveries = queue('Deliveries', lettersOf('deliveries'), HIDDEN.deliveries);
  const snapshots = queue('Snapshots', lettersOf('snapshots'), HIDDEN.files);
  return { queues: { select, work, files, inbound, pull, deliveries, snapshots }, deadLetters };
}
