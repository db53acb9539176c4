import { type App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Alarms } from '../constructs/alarms.ts';
import { ContactsApi } from '../constructs/contacts-api.ts';
import { addDashboard } from '../constructs/dashboard.ts';
import { FeatureFunction } from '../constructs/feature-function.ts';
import { Schedules } from '../constructs/schedules.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Deployment } from '../deployment.ts';
import type { Feature, Service } from '../features/feature.ts';
import type { DataStack } from './data.ts';

export interface ServiceStackProps {
  readonly data: DataStack;
  readonly features: readonly Feature[];
  /** Where the bundles are. */
  readonly bundles: string;
  readonly deployment: Deployment;
}

/** Everything that can be thrown away and deployed again. */
export class ServiceStack extends Stack {
  constructor(app: App, id: string, { data, features, bundles, deployment }: ServiceStackProps) {
    super(app, id, { description: 'Dormouse: API, functions, queues, schedules, alarms' });
    const { workers, reserved } = deployment.concurrency;
    const alarms = new Alarms(this, 'Alarms');
    const service: Service = {
      tables: data.tables,
      hashKey: data.hashKey,
      alarms,
      workers,
      api: new ContactsApi(this, 'Api', { alarms, maxApiRate: deployment.maxApiRate }),
      queues: addQueues(this, alarms),
      schedules: new Schedules(this, 'Schedules', { alarms }),
    };
    const functions = features.map(({ name, memory, timeout, atMost, connect }) => {
      const fn = new FeatureFunction(this, name, { bundles, memory, timeout, ...(reserved && { atMost }) });
      for (const table of Object.values(data.tables)) table.passName(fn);
      connect(fn, service);
      return fn;
    });
    addDashboard(this, { api: service.api, queues: Object.values(service.queues), functions });
    new CfnOutput(this, 'ApiUrl', { value: service.api.url });
  }
}

/** Six times the 60 seconds that `jobs-select` and `jobs-work` may take. */
const HIDDEN = Duration.minutes(6);

const addQueues = (scope: Stack, alarms: Alarms): Service['queues'] => ({
  select: new WorkQueue(scope, 'Select', {
    alarms,
    hurts: 'The contacts of a job could not be selected, and its failure could not be recorded: it stays pending.',
    visibilityTimeout: HIDDEN,
  }),
  work: new WorkQueue(scope, 'Work', {
    alarms,
    hurts: 'Up to 500 contacts a message were not changed, and that could not be recorded: their job never ends.',
    visibilityTimeout: HIDDEN,
  }),
});
