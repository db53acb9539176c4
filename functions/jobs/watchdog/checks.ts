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
 * since they were looked at, and of those that stay on once a day. Returns how many it told of. A check that fails does
 * not stop the others; its failure is thrown at the end, and the next run looks at the same time again.
 *
 * @param waiting - the queues in which there is something
 */
export async function checkAlarms(checking: Checking, waiting: ReadonlySet<string>): Promise<number> {
  const seconds = Math.floor(checking.now() / 1_000_000);
  const due = CHECKS.filter((check) => isDue(check, seconds, waiting, checking.marks.of(check.alarm)));
  const checked = await Promise.allSettled(due.map((check) => checkOne(checking, check, seconds)));
  await checking.marks.save();
  let told = 0;
  for (const one of checked) {
    if (one.status === 'rejected') throw one.reason;
    told += Number(one.value);
  }
  return told;
}

async function checkOne(checking: Checking, check: Check, seconds: number): Promise<boolean> {
  const { alarm, hurts } = check;
  const mark = checking.marks.of(alarm);
  const { from, to } = spanOf(check, seconds, mark);
  const values = await checking.alarmMetrics.read(check, { from, to });
  const { onset, lasts } = findingOf(check, values, from, checking.account);
  // A mark ahead of the clock says nothing.
  const known = mark.onset !== undefined && mark.onset <= to ? mark.onset : 0;
  const began = onset !== null && onset > known;
  const looked = { looked: to, ...(began && { onset }) };
  if (began || lasts || mark.untold) return tell(checking, { alarm, text: hurts }, began, looked);
  checking.marks.note(alarm, looked);
  return false;
}
