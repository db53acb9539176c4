import type { Contact } from '../contacts/contact.ts';
import type { Instant } from '../instant.ts';
import { isSeenWithin } from '../selection/exclusions.ts';
import type { Job, Tally } from './job.ts';

/** What to know of a job's contacts before deciding, for one and for several, in the order of display. */
const WARNINGS = {
  opted_out: [
    'of them has opted out: stopped or blocked, or was so when archived.',
    'of them have opted out: stopped or blocked, or were so when archived.',
  ],
  brought_back: [
    'of them refused messages, and this job makes them active.',
    'of them refused messages, and this job makes them active.',
  ],
  archived: ['of them is archived.', 'of them are archived.'],
  keeps_refusal: ['person keeps the refusal of messages.', 'people keep their refusal of messages.'],
  seen_this_week: ['of them was seen in the last 7 days.', 'of them were seen in the last 7 days.'],
  dormant: ['of them is dormant.', 'of them are dormant.'],
  non_active: ['of them is not active.', 'of them are not active.'],
  no_change: [
    'of them already is as this job would make it, and does not change.',
    'of them already are as this job would make them, and do not change.',
  ],
} as const;

/** `replaces`: it has another value, which is lost. The job's sentence says so (`summary/`). */
export type WarningCode = Listed | 'replaces';
type Listed = keyof typeof WARNINGS;

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
  readonly code: Listed;
  readonly count: number;
  readonly text: string;
}

/** The warnings of a preview, with the numbers of contacts. */
export const warningsOf = ({ warned }: Pick<Job, 'warned'>): Warning[] =>
  CODES.flatMap((code) => {
    const count = (warned as Tally)[code] ?? 0;
    return count === 0 ? [] : { code, count, text: textOf(code, count) };
  });

const textOf = (code: Listed, count: number): string =>
  `${count.toLocaleString('en')} ${WARNINGS[code][count === 1 ? 0 : 1]}`;

const CODES = Object.keys(WARNINGS) as Listed[];
