import type { Contact } from '../contacts/contact.ts';
import type { Instant } from '../instant.ts';
import { isSeenWithin } from './exclusions.ts';
import type { Job, Tally } from './job.ts';

/** What to know of a job's contacts before deciding, for one and for several, in the order of display. */
const WARNINGS = {
  opted_out: [
    'has opted out: stopped or blocked, or so when archived.',
    'have opted out: stopped or blocked, or so when archived.',
  ],
  brought_back: [
    'refused messages, and becomes active by this job.',
    'refused messages, and become active by this job.',
  ],
  seen_this_week: ['was seen in the last 7 days.', 'were seen in the last 7 days.'],
  dormant: ['is dormant.', 'are dormant.'],
  non_active: ['is not active.', 'are not active.'],
  no_change: ['is already as it would become: nothing changes.', 'are already as they would become: nothing changes.'],
} as const;

export type WarningCode = keyof typeof WARNINGS;

const WEEK = 7;

/** The warnings about a contact. Which of them matter depends on the job. */
export function warningsAbout(contact: Contact, at: Instant): WarningCode[] {
  const said: readonly (readonly [WarningCode, boolean])[] = [
    ['opted_out', contact.optOut !== null],
    ['seen_this_week', isSeenWithin(contact, WEEK, at)],
    ['dormant', contact.dormantSince !== null],
  ];
  return said.flatMap(([code, holds]) => (holds ? code : []));
}

interface Warning {
  readonly code: WarningCode;
  readonly count: number;
  readonly text: string;
}

/** The warnings of a preview, with the numbers of contacts. */
export const warningsOf = ({ warned }: Pick<Job, 'warned'>): Warning[] =>
  CODES.flatMap((code) => {
    const count = (warned as Tally)[code] ?? 0;
    return count === 0 ? [] : { code, count, text: textOf(code, count) };
  });

const textOf = (code: WarningCode, count: number): string =>
  `${count.toLocaleString('en')} of them ${WARNINGS[code][count === 1 ? 0 : 1]}`;

const CODES = Object.keys(WARNINGS) as WarningCode[];
