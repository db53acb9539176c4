import { Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { FeatureFunction } from '../constructs/feature-function.ts';
import type { Feature, Service } from './feature.ts';

/** Two failed runs reach somebody within ten minutes. More of them would cost more than five dollars in all. */
const EVERY = Duration.minutes(3);

/** Calls the public name of the API, and the console. */
export const probe: Feature = {
  name: 'probe',
  entry: 'functions/probe/probe.ts',
  memory: 128,
  timeout: 30,
  atMost: 1,
  brief: true,
  anyForm: true,
  connect(fn, { schedules }) {
    schedules.run('probe', fn, { at: ScheduleExpression.rate(EVERY), worthRetryingFor: EVERY, isMetric: true });
  },
};

interface Probed {
  readonly url: string;
  readonly hasConsole: boolean;
}

/** Tells the probe what is public. Its silence is an alarm too: then no schedule or no function runs. */
export function addProbe({ alarms }: Pick<Service, 'alarms'>, fn: FeatureFunction, { url, hasConsole }: Probed): void {
  fn.setVariable('PUBLIC_URL', url);
  fn.setVariable('PROBED_PATHS', hasConsole ? '/health,/' : '/health');
  alarms.add('unreachable', {
    hurts: 'The service does not answer at its public name: nobody reaches it, and messages of people may be lost.',
    metric: fn.lambda.metricErrors({ period: EVERY, statistic: 'Average' }),
    threshold: 1,
    periods: 2,
    silence: true,
  });
}
