import { changeMany, type ManyOutcome, readContacts } from '../../../shared/data/contacts/index.ts';
import type { Applied } from '../../../shared/domain/contacts/apply.ts';
import { type Change, type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { type Decision, type Rule, unlessDone } from '../../../shared/domain/jobs/rules.ts';
import { failed, skipped, type Verdict } from '../../../shared/domain/jobs/verdict.ts';
import { unreachable } from '../../../shared/domain/unreachable.ts';
import type { WorkRuntime } from './work.ts';

/**
 * Applies a rule to each of the contacts, and stores what it changes. A contact that cannot be changed fails alone, as its verdict
 * says; a fault of the service is logged besides.
 */
export async function changeContacts(
  { data, logger }: Pick<WorkRuntime, 'data' | 'logger'>,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  work: { readonly rule: Rule; readonly change: Change },
): Promise<ReadonlyMap<ContactId, Verdict>> {
  const read = await readContacts(data, workspace, uuids);
  const live = [...read.values()].filter((item): item is Contact => !isTombstone(item));
  const rule = unlessDone(work.rule, work.change);
  const decisions = new Map<ContactId, Decision>();
  const outcomes = await changeMany(data, workspace, live, (contact, taken, optOuts) => {
    const decision = rule(contact, taken, optOuts);
    decisions.set(contact.uuid, decision);
    return decision.outcome === 'apply' ? decision.applied : untouched(contact);
  });
  for (const [contact, done] of outcomes) {
    if (done.outcome === 'failed' && done.reason === 'error')
      logger.error('contact failed', { error: done.error, contact, job: work.change.job });
  }
  return new Map(uuids.map((uuid) => [uuid, verdictOf(outcomes.get(uuid), decisions.get(uuid))]));
}

function verdictOf(stored: ManyOutcome | undefined, decision: Decision | undefined): Verdict {
  switch (stored?.outcome) {
    case undefined:
    case 'missing':
    case 'deleted':
      return skipped('deleted');
    case 'failed':
      return failed(stored.reason);
    case 'changed':
    case 'unchanged':
      return decision && decision.outcome !== 'apply' ? decision : { outcome: stored.outcome };
    default:
      return unreachable(stored);
  }
}

const untouched = (contact: Contact): Applied => ({ contact, events: [], changed: false });
