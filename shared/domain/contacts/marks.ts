/**
 * Which slices of jobs have changed a contact (ADR 021): the last change says so of the last one, `marks` of those before it. By them a
 * slice that is delivered again finds what it has done, whoever has changed the contact since.
 */
import type { JobId } from '../ids.ts';
import type { Change, Contact, Mark, Tombstone } from './contact.ts';

/** So many marks stay on a contact without a look at whether they are still needed. */
export const KEPT_MARKS = 3;

/** More marks than a contact ever has: jobs that are not over and have each changed it. */
export const MOST_MARKS = 500;

type Marked = Pick<Contact | Tombstone, 'marks' | 'lastChange'>;

const lastMark = ({ job, slice }: Change): readonly Mark[] =>
  job === undefined || slice === undefined ? [] : [{ job, slice }];

/** The slices that are known to have changed a contact, or deleted it, the last one last. */
export const marksOf = ({ marks, lastChange }: Marked): readonly Mark[] => [...marks, ...lastMark(lastChange)];

/** The marks beside the last change of a contact that is changed once more. The very same list when nothing is added. */
export function marksAfter({ marks, lastChange }: Marked, { job }: Change): readonly Mark[] {
  const added = lastMark(lastChange).filter((last) => last.job !== job && !marks.some((mark) => mark.job === last.job));
  return added.length === 0 ? marks : [...marks, ...added];
}

/** The contact without the marks of jobs that are over. */
export const withoutMarks = (contact: Contact, over: ReadonlySet<JobId>): Contact =>
  contact.marks.some(({ job }) => over.has(job))
    ? { ...contact, marks: contact.marks.filter(({ job }) => !over.has(job)) }
    : contact;
