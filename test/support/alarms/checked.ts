/** Metrics of a played day for the watchdog's checks, by the names that the template gives it. */
import { metricIdentity } from '../../../shared/lambda/clients/readers.ts';
import { namesInVariable } from '../../../shared/lambda/http/names-in.ts';
import type { Metrics as Port } from '../../../shared/messages/metrics.ts';
import { functionsOf, type Template } from '../../infra/stacks/assembly.ts';
import { type Metrics, statOf } from './evaluate.ts';

/** A variable of the watchdog, with logical ids for what CloudFormation fills in. */
export function watchdogVariable(service: Template, name: string): ReadonlyMap<string, string> {
  const watchdog = functionsOf(service).find((one) => one.name === 'jobs-watchdog');
  const given = watchdog?.Environment.Variables[name] as { 'Fn::Join': [string, (string | Reference)[]] };
  return namesInVariable(given['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : idOf(part))).join(''));
}

interface Reference {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [string, string];
}

const idOf = ({ Ref, 'Fn::GetAtt': attribute }: Reference): string => Ref ?? attribute?.[0] ?? '';

/** @param begin - the second at which the day begins; before it, scheduled functions ran and nothing else is known */
export function metricsFor(service: Template, metrics: Metrics, begin: number): Port {
  const names = new Map([...watchdogVariable(service, 'WORK_QUEUES'), ...watchdogVariable(service, 'CHECKED')]);
  return {
    async read({ metrics: asked, period }, { from, to }) {
      return Array.from({ length: (to - from) / period }, (_, index) => {
        const [start, end] = [from + index * period, from + (index + 1) * period].map((at) => (at - begin) / 60);
        return Object.fromEntries(
          Object.entries(asked).map(([id, metric]) => {
            const { Dimensions } = metricIdentity(metric, names, 'Dormouse');
            const MetricName = metric.name;
            if (start === undefined || end === undefined || start < 0) return [id, MetricName === 'Errors' ? 0 : null];
            return [id, statOf({ MetricName, Dimensions }, metric.stat, metrics, start, end)];
          }),
        );
      });
    },
  };
}
