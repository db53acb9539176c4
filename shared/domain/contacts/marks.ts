/** The slices of jobs that changed a contact (ADR 004), by which a repeated slice finds what it has done. */
import type { JobId } from '../ids.ts';
import type { Change, Contact, Mark, Tombstone } from './contact.ts';

/** Marks that stay without a check whether they are still needed. */
export const KEPT_MARKS = 3;

/** More marks than a contact ever has: it would take as many unfinished jobs. */
export const MOST_MARKS = 500;

type Marked = Pick<Contact | Tombstone, 'marks' | 'lastChange'>;

const lastMark = ({ job, slice }: Change): readonly Mark[] =>
  job === undefined || slice === undefined ? [] : [{ job, slice }];

/** The slices that are known to have changed or deleted a contact, in order. */
export const marksOf = ({ marks, lastChange }: Marked): readonly Mark[] => [...marks, ...lastMark(lastChange)];

/** The marks besides the last change, after one more change. The very same list when nothing is added. */
export function marksAfter({ marks, lastChange }: Marked, { job }: Change): readonly Mark[] {
  const added = lastMark(lastChange).filter((last) => last.job !== job && !marks.some((mark) => mark.job === last.job));
  return added.length === 0 ? marks : [...marks, ...added];
}

export const withoutMarks = (contact: Contact, over: ReadonlySet<JobId>): Contact =>
  contact.marks.some(({ job }) => over.has(job))
    ? { ...contact, marks: contact.marks.filter(({ job }) => !over.has(job)) }
    : contact;
