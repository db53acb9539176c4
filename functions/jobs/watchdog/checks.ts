import { type Check, findingOf, isDue, spanOf } from '../../../shared/domain/duty/check.ts';
import { CHECKS } from '../../../shared/domain/duty/checks.ts';
import type { Metrics } from '../../../shared/messages/metrics.ts';
import { type Telling, tell } from './tell.ts';

interface Checking extends Telling {
  readonly alarmMetrics: Metrics;
  /** Concurrent executions of the account. */
  readonly account: number;
}

/**
 * Checks the alarms that are due (`shared/domain/duty/checks.ts`), and tells the person on duty of those that went off
 * since the last check, and of those that stay on once a day. Returns how many it told of.
 *
 * @param waiting - the queues in which there is something
 */
export async function checkAlarms(checking: Checking, waiting: ReadonlySet<string>): Promise<number> {
  const seconds = Math.floor(checking.now() / 1_000_000);
  const due = CHECKS.filter((check) => isDue(check, seconds, waiting));
  const told = await Promise.all(due.map((check) => checkOne(checking, check, seconds)));
  return told.filter(Boolean).length;
}

async function checkOne(checking: Checking, check: Check, seconds: number): Promise<boolean> {
  const values = await checking.alarmMetrics.read(check, spanOf(check, seconds));
  const { began, lasts } = findingOf(check, values, checking.account);
  if (!began && !lasts) return false;
  return tell(checking, { alarm: check.alarm, text: check.hurts }, began);
}
