import type { Check, Values } from '../domain/duty/check.ts';

/** The metrics of the deployment. Callers do not know whether they are CloudWatch's or a test's. */
export interface Metrics {
  /** The values of an alarm's metrics in each period between two seconds, the earliest first. */
  read(
    check: Pick<Check, 'metrics' | 'period'>,
    span: { readonly from: number; readonly to: number },
  ): Promise<readonly Values[]>;
}
