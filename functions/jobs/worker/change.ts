import { changeMany, readContacts } from '../../../shared/data/contacts/index.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import type { Applied } from '../../../shared/domain/contacts/apply.ts';
import { type Change, type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { type Decision, type Rule, unlessDone } from '../../../shared/domain/jobs/rules.ts';
import { CHANGED, skipped, UNCHANGED, type Verdict } from '../../../shared/domain/jobs/verdict.ts';

/** Applies a rule to each of the contacts, and stores what it changes. */
export async function changeContacts(
  data: Data,
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
  return new Map(uuids.map((uuid) => [uuid, verdictOf(outcomes.get(uuid), decisions.get(uuid))]));
}

type Stored = 'changed' | 'unchanged' | 'missing' | 'deleted';

function verdictOf(stored: Stored | undefined, decision: Decision | undefined): Verdict {
  if (stored === undefined || stored === 'missing' || stored === 'deleted') return skipped('deleted');
  if (decision === undefined || decision.outcome === 'apply') return stored === 'changed' ? CHANGED : UNCHANGED;
  return decision;
}

const untouched = (contact: Contact): Applied => ({ contact, events: [], changed: false });
