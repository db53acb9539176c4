import type { Contact } from '../contacts/contact.ts';
import type { Instant } from '../instant.ts';
import { isSeenWithin } from './exclusions.ts';
import type { Job, Tally } from './job.ts';

/** What somebody who decides about a job should know of its contacts, with its words; in the order in which they are told. */
const WARNINGS = {
  opted_out: 'have opted out: they are stopped or blocked, or were when they were archived.',
  seen_this_week: 'were seen in the last 7 days.',
  dormant: 'are dormant.',
  non_active: 'are not active.',
  no_change: 'are already as they would become: nothing changes for them.',
} as const;

export type WarningCode = keyof typeof WARNINGS;

const WEEK = 7;

/** What is to be said about a contact that a job is for. Which of them say something depends on what the job does. */
export function warningsAbout(contact: Contact, at: Instant): WarningCode[] {
  const said: readonly (readonly [WarningCode, boolean])[] = [
    ['opted_out', contact.optOut !== null],
    ['seen_this_week', isSeenWithin(contact, WEEK, at)],
    ['dormant', contact.dormantSince !== null],
  ];
  return said.flatMap(([code, holds]) => (holds ? code : []));
}

export interface Warning {
  readonly code: WarningCode;
  readonly count: number;
  readonly text: string;
}

/** The warnings of a previewed job, with how many of its contacts they are about. */
export const warningsOf = ({ warned }: Pick<Job, 'warned'>): Warning[] =>
  CODES.flatMap((code) => {
    const count = (warned as Tally)[code] ?? 0;
    return count === 0 ? [] : { code, count, text: `${count.toLocaleString('en')} of them ${WARNINGS[code]}` };
  });

const CODES = Object.keys(WARNINGS) as WarningCode[];
