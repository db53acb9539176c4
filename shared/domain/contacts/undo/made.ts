/** What a job did to a contact, by what history keeps of it; and whether it still stands (ADR 035). */
import type { FieldKey, GroupId, JobId } from '../../ids.ts';
import type { Assets } from '../../workspace.ts';
import type { Contact, FieldValue, Status } from '../contact.ts';
import { fieldValue, sameValue } from '../fields.ts';
import type { PutBack } from '../modifiers/put-back.ts';
import { isOf, type PastEvent, type PastVersion } from './past.ts';
import type { Was } from './was.ts';

/** A job, and what its workspace has by now. */
export interface OfJob {
  readonly job: JobId;
  readonly assets: Pick<Assets, 'groups' | 'fields'>;
}

/** What a job did to a contact, by all the versions that it made. */
export interface Made extends Pick<PutBack, 'was' | 'at' | 'left' | 'joined'> {
  readonly version: number;
  readonly versions: ReadonlySet<number>;
  /** What the job left. */
  readonly became: Became;
}

interface Became {
  /** The dormancy flag is not compared: a sign of life takes it away, and is no change. */
  readonly dormantSince?: true;
  readonly status?: Status;
  readonly name?: string | null;
  readonly language?: string | null;
  readonly fields: ReadonlyMap<FieldKey, FieldValue | null>;
}

/** Null when history does not say, or not all. */
export function madeBy(past: readonly PastVersion[], { job, assets }: OfJob): Made | null {
  const own = past.filter((one) => isOf(one, job));
  const [first] = own;
  if (first === undefined) return null;
  const events = own.flatMap((one) => one.events);
  const was = own.reduceRight<Was>((later, one) => withWas(later, one.was ?? {}), {});
  const became = becameOf(events);
  if (!isKnown(was, became)) return null;
  return {
    ...{ was, became, at: first.at, version: first.version, ...groupsIn(events, assets) },
    versions: new Set(own.map(({ version }) => version)),
  };
}

/** What was before the earlier of two changes is what was before both. */
const withWas = (later: Was, earlier: Was): Was => ({
  ...later,
  ...earlier,
  ...((later.fields || earlier.fields) && { fields: { ...later.fields, ...earlier.fields } }),
});

function becameOf(events: readonly PastEvent[]): Became {
  const fields = new Map<FieldKey, FieldValue | null>();
  let became: Omit<Became, 'fields'> = {};
  for (const event of events) {
    if (event.type === 'contact_status_changed') became = { ...became, status: event.status };
    if (event.type === 'contact_dormancy_changed') became = { ...became, dormantSince: true };
    if (event.type === 'contact_name_changed') became = { ...became, name: event.name || null };
    if (event.type === 'contact_language_changed') became = { ...became, language: event.language || null };
    if (event.type === 'contact_field_changed') fields.set(event.field.key, event.value);
  }
  return { ...became, fields };
}

/** Whether it is kept what each thing that changed was before. */
const isKnown = (was: Was, { fields, ...became }: Became): boolean =>
  Object.keys(became).every((key) => key in was) &&
  [...fields.keys()].every((key) => was.fields && Object.hasOwn(was.fields, key));

/** The static groups that the contact was brought into and taken out of, in the end. What the workspace has no more, or is smart by now, is left. */
function groupsIn(events: readonly PastEvent[], { groups }: OfJob['assets']) {
  const isStatic = (group: GroupId) => groups.get(group)?.query === null;
  const joined = new Set<GroupId>();
  const left = new Set<GroupId>();
  const move = (group: GroupId, to: Set<GroupId>, from: Set<GroupId>) => {
    if (isStatic(group) && !from.delete(group)) to.add(group);
  };
  for (const event of events) {
    if (event.type !== 'contact_groups_changed') continue;
    for (const { uuid } of event.groups_removed ?? []) move(uuid, left, joined);
    for (const { uuid } of event.groups_added ?? []) move(uuid, joined, left);
  }
  return { joined: [...joined], left: [...left] };
}

export const isMoved = (events: readonly PastEvent[], assets: OfJob['assets']): boolean => {
  const { joined, left } = groupsIn(events, assets);
  return joined.length + left.length > 0;
};

/** Whether all is still as the job left it, whatever history says. */
export function isAsLeft(contact: Contact, { was, became, joined, left }: Made): boolean {
  const { status = contact.status, name = contact.name, language = contact.language, fields } = became;
  return (
    contact.status === status &&
    contact.name === name &&
    contact.language === language &&
    (became.status === undefined || isRefusalAsLeft(contact, was, became.status)) &&
    [...fields].every(([key, value]) => sameValue(fieldValue(contact.fields, key) ?? null, value)) &&
    joined.every((group) => contact.groups.includes(group)) &&
    !left.some((group) => contact.groups.includes(group))
  );
}

/** Who was stopped or blocked and then archived, by one job, is archived with a refusal that it had not before. */
const isRefusalAsLeft = ({ optOut }: Contact, { status, optOut: before }: Was, after: Status): boolean =>
  after === 'archived' && before !== undefined ? optOut !== before : optOut === optOutLeft(status, after);

/** The opt-out that a change of status leaves: that of the new status, and under an archived contact that of the old one. */
function optOutLeft(before: Status | undefined, after: Status): Contact['optOut'] {
  const refused = after === 'archived' ? before : after;
  return refused === 'stopped' || refused === 'blocked' ? refused : null;
}

/** Whether a later version changed something that would be put back, or the status. */
export const touches = ({ events }: PastVersion, { was, joined, left }: Made): boolean =>
  events.some((event) => {
    switch (event.type) {
      case 'contact_status_changed':
        return true;
      case 'contact_name_changed':
        return 'name' in was;
      case 'contact_language_changed':
        return 'language' in was;
      case 'contact_field_changed':
        return was.fields !== undefined && Object.hasOwn(was.fields, event.field.key);
      case 'contact_groups_changed':
        return [...(event.groups_added ?? []), ...(event.groups_removed ?? [])].some(
          ({ uuid }) => joined.includes(uuid) || left.includes(uuid),
        );
      default:
        return false;
    }
  });
