/**
 * Whether a change of a contact can be taken back, and how: from what history keeps of it, and of what came after (ADR 035). One
 * change of one contact: jobs undo jobs with it, and an action on a few contacts is undone alike.
 */
import type { Contact } from '../contact.ts';
import type { Modifier } from '../modifiers/modifier.ts';
import { isAsLeft, type JobChange, jobChangeOf, touches, type UndoneJob } from './job-change.ts';
import { isChange, lastingVersions, type PastVersion } from './past-versions.ts';

/**
 * `changed_since`: somebody changed what would be put back, or the status; `opted_out`: it would be put back over a person's own opt-out;
 * `no_history`: it is not known what the contact was.
 */
export type NotUndone = 'changed_since' | 'opted_out' | 'no_history';

/** The job is the one whose change is undone. */
export interface Undoing extends UndoneJob {
  /** That job was an undo itself, or an import: an opt-out that it has put back, or read from a file, is a person's own, and stays. */
  readonly keepsOptOuts: boolean;
  /** That job makes contacts, too. */
  readonly creates: boolean;
}

/**
 * What takes back the change that a job made to a contact, or why it must stay. Being seen, messages, notes, addresses and smart groups do not
 * count as changes since. Both of a job and its own undo since then count as none, when what they did was taken back.
 * @param past - the versions from the job's on, the oldest first; newer ones may be missing
 */
export function undoingOf(contact: Contact, past: readonly PastVersion[], undoing: Undoing): Modifier | NotUndone {
  const created = undoing.creates ? past.find((one) => isCreation(one, undoing)) : undefined;
  if (created !== undefined) return uncreating(contact, created, past, undoing);
  const made = jobChangeOf(past, undoing);
  if (made === null) return 'no_history';
  const { was, at } = made;
  const since = past.filter(({ version }) => version > made.version && !made.versions.has(version));
  const touched = lastingVersions(since.filter((one) => touches(one, was, undoing.assets)));
  if (!isAsLeft(contact, made) || touched.length > 0) return 'changed_since';
  if (saidSince(contact, made)) return 'changed_since';
  if (contact.optOut !== null && forgetsOptOut(made)) {
    if (undoing.keepsOptOuts) return 'opted_out';
    if (mayHaveSaid(contact, made, since)) return 'changed_since';
  }
  // Without a change of status: of somebody in the archive.
  if (undoing.creates && contact.optOut !== null && was.optOut === null) return 'opted_out';
  return { type: 'put_back', was, at };
}

/** Of a contact that is created with anything on it: it is new at 1, and what it is given makes it this. */
const FIRST = 2;

/** Of who was there before, and had nothing on them, it is kept what they were. */
const isCreation = ({ version, change, was, events }: PastVersion, { job }: Undoing): boolean =>
  version === FIRST && change.job === job && was === null && events.some(isChange);

/** Whom the job itself has created, as an import does, is archived: unless somebody has changed the contact since, or the person was seen. */
function uncreating(
  { lastSeenOn }: Contact,
  created: PastVersion,
  past: readonly PastVersion[],
  { job, assets }: Undoing,
): Modifier | 'changed_since' {
  const isSeen = lastSeenOn !== null && lastSeenOn > created.at;
  const since = lastingVersions(past.filter(({ change }) => change.job !== job));
  const isChanged = since.some((one) => touches(one, null, assets));
  return isSeen || isChanged ? 'changed_since' : { type: 'status', status: 'archived' };
}

/** Whether the person has opted out or in since the job, which would be put back with the status. */
const saidSince = ({ lastWord }: Contact, { was, at }: JobChange): boolean =>
  was.status !== undefined && lastWord !== null && lastWord.on > at;

/** Whether it would be as if the person had never opted out: also where the archive, or a block, would hide that for now. */
const forgetsOptOut = ({ was }: JobChange): boolean =>
  was.status !== undefined && (was.optOut === null || ('lastWord' in was && was.lastWord?.says !== 'out'));

/**
 * Whether a person whom the job itself has stopped or blocked may have written something since: an opt-out is not lifted then. A word that
 * was said before leaves no trace in them, nor do signs of life in history; so each version since must be there, and be nobody's message.
 */
function mayHaveSaid({ version }: Contact, { versions }: JobChange, since: readonly PastVersion[]): boolean {
  const last = Math.max(...versions);
  const told = new Set(since.filter(({ change }) => change.via !== 'event').map((one) => one.version));
  return Array.from({ length: version - last }, (_, i) => last + 1 + i).some((one) => !told.has(one));
}
