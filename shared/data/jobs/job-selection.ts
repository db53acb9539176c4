/** Selects an earlier job's contacts by their outcomes, which are stored with its slices. */
import type { Contact, Mark, Tombstone } from '../../domain/contacts/contact.ts';
import { marksOf } from '../../domain/contacts/marks.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Job } from '../../domain/jobs/job.ts';
import type { Outcome } from '../../domain/jobs/outcome.ts';
import type { EarlierJobSelection } from '../../domain/selection/selection.ts';
import { earlierVerdict } from '../../domain/selection/verdict.ts';
import { readContacts } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import { type JobContact, listJobContacts } from './job-contacts.ts';
import type { SelectionCursor, SelectionPage } from './selection-cursor.ts';
import { readJob } from './store.ts';

/** The next page: 2 read units for each slice of that job that is read. Empty when the job is gone. */
export async function pageJob(
  data: Data,
  workspace: WorkspaceId,
  selection: EarlierJobSelection,
  { after }: SelectionCursor,
  limit: number,
): Promise<SelectionPage> {
  const job = await readJob(data, workspace, selection.job);
  if (job === null) return { uuids: [], after: null };
  const keep = (outcome: Outcome | null) =>
    outcome === null ? selection.unwritten === true : isOne(outcome, selection);
  const { rows, cursor } = await listJobContacts(data, job, { limit, cursor: after ?? undefined, keep });
  return { uuids: await reallyChanged(data, workspace, job, rows), after: cursor };
}

const isOne = ({ verdict }: Outcome, { outcome, reason }: EarlierJobSelection): boolean =>
  verdict.outcome === outcome && (reason === undefined || ('reason' in verdict && verdict.reason === reason));

/** Without stored outcomes: contacts with the job's mark, or else by their history. 0.5 read units each. */
async function reallyChanged(
  data: Data,
  workspace: WorkspaceId,
  { uuid: job, createdOn }: Job,
  rows: readonly JobContact[],
): Promise<readonly ContactId[]> {
  const unsure = rows.filter(({ outcome }) => outcome === null).map(({ contact }) => contact);
  const read = await readContacts(data, workspace, unsure);
  return rows.flatMap(({ contact, slice, outcome }) => {
    const item = read.get(contact);
    return outcome !== null || (item && mayBeChanged(item, { job, slice }, createdOn)) ? contact : [];
  });
}

const mayBeChanged = (item: Contact | Tombstone, slice: Mark, since: Instant): boolean =>
  earlierVerdict(item, slice)?.outcome === 'changed' || (item.modifiedOn >= since && marksOf(item).length > 0);
