/** Whether a job must wait for a second person (`approve_above`). */

import { type ApprovalSettings, approvalLimit } from '../../domain/approvals.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { approvalKindOf, approvalOf } from '../../domain/jobs/approval.ts';
import { type BroughtIn, broughtInBy, broughtSince, isChangedSince } from '../../domain/jobs/brought-in.ts';
import type { Approval } from '../../domain/jobs/job.ts';
import { isImport } from '../../domain/jobs/kinds/index.ts';
import type { Actor } from '../../domain/workspace.ts';
import { readChangesSince, readContacts } from '../contacts/index.ts';
import type { Data, Write } from '../dynamo/index.ts';
import { addUnseen, takeBackUnseen } from '../limits/index.ts';
import { readPeopleBehind, readPolicyVersion } from '../workspace/index.ts';
import { readContactSample } from './contact-sample.ts';
import type { JobRecord } from './header.ts';
import { waitItems } from './open-jobs.ts';
import { stepOutboxItems } from './step-outbox.ts';

/** All of a smaller job: so a sentence about more than half is wrong of a larger one only where it is close. */
const LOOKED_AT = 500;

/**
 * Who brought the people of a job in. Asked only when it begins to wait for a second person.
 * `last`: its last page, which is not frozen yet. 1 read unit a slice, 20 at most, 0.5 for each contact, and 0.5 for
 * 4 KB of the last 50 versions of each that changed in the weeks before.
 */
export async function readBroughtIn(data: Data, job: JobRecord, last: readonly ContactId[]): Promise<BroughtIn> {
  const { workspace, policy } = job;
  const version = policy && (await readPolicyVersion(data, workspace, policy.uuid, policy.version));
  const since = broughtSince(job, version?.rules);
  const contacts = [
    ...(await readContacts(data, workspace, await readContactSample(data, job, { most: LOOKED_AT, last }))).values(),
  ];
  const changed = contacts.filter((one) => isChangedSince(one, since));
  const changes = await readChangesSince(data, workspace, changed, since);
  const people = await readPeopleBehind(data, workspace);
  return broughtInBy(contacts.length, changes, (id) => people.get(id));
}

interface Asking {
  readonly contacts: number;
  readonly by: Actor;
  readonly settings: ApprovalSettings;
  readonly now: Instant;
  /** Its last page, where that is not frozen yet. */
  readonly last?: readonly ContactId[];
}

/** The approval that a job needs, or null; and how to forget its contacts when it does not begin after all. */
interface SecondLook {
  readonly approval: Approval | null;
  takeBack(): Promise<void>;
}

const nothing = async () => {};

export const UNSEEN: SecondLook = { approval: null, takeBack: nothing };

/**
 * A job needs an approval when its contacts, with all that the same person did unseen in the last 24 hours, are more
 * than the limit; a step of a policy, with all steps of its week. Otherwise they count from now on: 1 write and 1 read
 * unit, in workspaces with a limit.
 */
export async function secondLook(
  data: Data,
  job: JobRecord,
  { contacts, by, settings, now, last = [] }: Asking,
): Promise<SecondLook> {
  const kind = approvalKindOf(job);
  const limit = kind && approvalLimit(settings, kind);
  if (kind === null || limit === null) return UNSEEN;
  const needed = async () => {
    const asked = approvalOf(job, kind, by, now);
    // Rows of files bring in whom they name, which is what whoever began the import asks for.
    const approval = isImport(job) ? asked : { ...asked, broughtIn: await readBroughtIn(data, job, last) };
    return { approval, takeBack: nothing };
  };
  if (contacts > limit) return needed();
  const work = { workspace: job.workspace, by, kind, isStep: job.policy !== undefined, now };
  const takeBack = () => takeBackUnseen(data, work, contacts);
  if ((await addUnseen(data, work, contacts)) <= limit) return { approval: null, takeBack };
  await takeBack();
  return needed();
}

/** What is written with a job that begins to wait for a second person. */
export const awaitingItems = async (data: Data, job: JobRecord, now: Instant): Promise<Write[]> => [
  ...waitItems(job),
  ...(await stepOutboxItems(data, job, 'job.awaiting_approval', now)),
];
