import { maskQuery } from '../../query/query.ts';
import { MASK } from '../contacts/anon.ts';
import type { GroupId } from '../ids.ts';
import { formatInstant } from '../instant.ts';
import type { Leaving } from '../selection/exclusions.ts';
import type { EarlierJobSelection, Selection } from '../selection/selection.ts';
import { truncate } from '../text/truncate.ts';
import { unreachable } from '../unreachable.ts';
import type { Assets } from '../workspace.ts';

/** Names of groups; a missing one is shown by its uuid. */
export type GroupNames = Pick<Assets, 'groups'>;

/** Groups that are named one by one. */
const NAMED = 2;
/** Characters: the words are in the job's header, which must stay small. */
const LONGEST = 120;

/**
 * A selection in at most 120 characters, kept with the job and shown in lists: people are counted, values of queries
 * masked. `leaving`: what its work leaves out, which is not part of the selection.
 */
export const selectionWords = (selection: Selection, names?: GroupNames, leaving: Leaving = {}): string =>
  shortened(`${wordsOf(selection, names)}${exclusionWords({ ...selection.exclude, ...leaving }, names)}`);

const shortened = (text: string): string => (text.length <= LONGEST ? text : `${truncate(text, LONGEST - 1)}…`);

function wordsOf(selection: Selection, names: GroupNames | undefined): string {
  if ('folder' in selection) return folderWords(selection);
  if ('groups' in selection) return memberWords(selection, names);
  if ('query' in selection) return `query ${maskQuery(selection.query, MASK)}${within(selection.within)}`;
  if ('modified' in selection) {
    const { from, to } = selection.modified;
    return `contacts modified from ${formatInstant(from)} to ${formatInstant(to)}`;
  }
  if ('import' in selection) return 'rows of files';
  if ('job' in selection) return jobWords(selection);
  return unreachable(selection);
}

function exclusionWords(
  { nonActive, startedPreviously, notSeenSinceDays, seenWithinDays, groups = [] }: Leaving,
  names?: GroupNames,
): string {
  const parts = [
    ...(nonActive ? ['who is not active'] : []),
    ...(startedPreviously ? ['who was started before'] : []),
    ...(notSeenSinceDays === undefined ? [] : [`not seen in ${counted(notSeenSinceDays, 'day')}`]),
    ...(seenWithinDays === undefined ? [] : [`seen in ${counted(seenWithinDays, 'day')}`]),
    ...(groups.length === 0 ? [] : [groupWords(groups, names)]),
  ];
  return parts.length === 0 ? '' : `, without ${parts.join(', ')}`;
}

const jobWords = ({ job, outcome, reason }: EarlierJobSelection): string =>
  `contacts ${outcome}${reason === undefined ? '' : ` (${reason})`} in job ${job}`;

function folderWords({ folder, notSeenSince, days, noted }: Extract<Selection, { folder: unknown }>): string {
  if (notSeenSince !== undefined)
    return `folder ${folder}, not seen since ${formatInstant(notSeenSince)}, or seen and flagged`;
  const others = noted === undefined ? '' : ', and contacts that were noted for these days';
  return `folder ${folder}${days === undefined ? '' : ', some of its days'}${others}`;
}

const within = (folder: string | null): string => (folder === null ? '' : ` in folder ${folder}`);

function memberWords(
  { groups, contacts }: Extract<Selection, { groups: unknown }>,
  names: GroupNames | undefined,
): string {
  const parts = [
    ...(groups.length === 0 ? [] : [groupWords(groups, names)]),
    ...(contacts.length === 0 ? [] : [counted(contacts.length, 'contact')]),
  ];
  return parts.join(' and ') || 'no contact';
}

function groupWords(groups: readonly GroupId[], names: GroupNames | undefined): string {
  const named = groups.slice(0, NAMED).map((uuid) => names?.groups.get(uuid)?.name ?? uuid);
  const more = groups.length - named.length;
  return `${groups.length === 1 ? 'group' : 'groups'} ${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
