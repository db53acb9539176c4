import { inspect } from '../../query/query.ts';
import { localDay, worksOn } from '../calendar/days.ts';
import type { Change, Contact } from '../contacts/contact.ts';
import type { PastEvent } from '../contacts/events.ts';
import { readStored } from '../groups/stored-query.ts';
import { type GroupId, type JobId, timeOfUuid } from '../ids.ts';
import { addDays, type Instant, parseInstant } from '../instant.ts';
import type { Assets, Settings } from '../workspace.ts';
import { BRAKE_REASONS, type BrakeReason, type NightBefore } from './brake-reasons.ts';
import type { Clock } from './clock.ts';
import { valueIn } from './fields.ts';
import type { Brake, Policy, PolicyRules } from './policy.ts';
import { DEFAULT_NIGHT_SHARE, LEAST_A_NIGHT } from './stage-rule.ts';

/** How many contacts a stage may take in one night, of a selection of that size; null: as many as there are. */
export function mostOf({ share, contacts }: Brake, selected: number): number | null {
  const byShare = share === null ? null : Math.floor((selected * share) / 100);
  if (byShare === null || contacts === null) return byShare ?? contacts;
  return Math.min(byShare, contacts);
}

/** Percent that a stage takes in 30 days. Whoever was stopped, blocked or archived is to move on: there is none. */
export const monthShareOf = ({ clock, ...rules }: PolicyRules): number | null =>
  clock.of === 'status' ? null : (valueIn(rules, 'brake_month_share') as Brake['share']);

/** What all policies of a workspace take from the people of a folder in one night. */
export const mostOfNight = ({ policiesNightShare = DEFAULT_NIGHT_SHARE }: Settings, people: number): number | null => {
  const most = mostOf({ share: policiesNightShare, contacts: null }, people);
  return most === null ? null : Math.max(LEAST_A_NIGHT, most);
};

/** A contact of the job, and its last versions. */
interface LookedAt {
  readonly contact: Contact;
  readonly past: readonly {
    readonly at: Instant;
    readonly events: readonly PastEvent[];
    readonly version?: number;
    readonly change?: Change;
  }[];
}

interface BrakeFacts {
  readonly policy: Policy;
  /** Which limit was met, beside that of the night. */
  readonly over?: BrakeReason;
  readonly before: NightBefore;
  /** When the present version was made. */
  readonly versionOn: Instant | null;
  readonly looked: readonly LookedAt[];
  readonly assets: Assets;
  /** When the night made the job. */
  readonly now: Instant;
}

/** Days in which a change may explain why so many are due: a job of the stage may have waited since. */
const LATELY = 7;

/** All known reasons, the likeliest first. Never empty. */
export function brakeReasons(facts: BrakeFacts): readonly BrakeReason[] {
  const { before } = facts;
  const { last = 0, through, moved = false } = before;
  const isFirst = through === undefined && !moved;
  const found: Readonly<Record<BrakeReason, boolean>> = {
    many_in_30_days: facts.over === 'many_in_30_days',
    many_policies: facts.over === 'many_policies',
    clock_jumped: hasJumped(facts),
    query_changed: isChanged(facts),
    added_to_group: isMost(facts, (one) => addedBy(one, facts).length > 0),
    import_without_last_seen: hasUnseen(facts),
    nights_together: through !== undefined && through < last,
    first_night: isFirst,
    more_than_usual: false,
  };
  const reasons = BRAKE_REASONS.filter((one) => found[one]);
  return reasons.length === 0 ? ['more_than_usual'] : reasons;
}

/** At least half of those who were looked at. */
const isMost = ({ looked }: BrakeFacts, test: (one: LookedAt) => boolean): boolean =>
  looked.length > 0 && 2 * looked.filter(test).length >= looked.length;

function hasJumped(facts: BrakeFacts): boolean {
  const { before, policy, assets, now } = facts;
  if (before.moved) return true;
  const today = localDay(assets.settings.timezone, now);
  for (let day = (before.last ?? today) + 1; day < today; day++) if (worksOn(policy.rules, day)) return true;
  const sets = (one: LookedAt) => latelyIn(one, now).some((event) => setsClock(policy.rules.clock, event, one));
  return isMost(facts, (one) => sets(one) && !isUnseenImport(one));
}

/** Whether something that happened to a contact set the clock, other than a sign of life or a change of status. */
function setsClock({ of, ...clock }: Clock, event: Dated, { contact }: LookedAt): boolean {
  switch (event.type) {
    case 'contact_field_changed':
      return 'field' in clock && event.field.key === clock.field;
    case 'contact_created_on_changed':
      return of === 'created' || (of === 'last_seen' && contact.lastSeenOn === null);
    case 'contact_last_seen_changed':
      // History has those of jobs only. An older day than the job's came from a file.
      return of === 'last_seen' && (parseInstant(event.last_seen_on) ?? event.at) < addDays(event.at, -1);
    default:
      return false;
  }
}

function isChanged({ policy, before, versionOn, assets, now }: BrakeFacts): boolean {
  const since = addDays(now, -LATELY);
  // Whoever switches a policy on moves `begunOn`, and so does a new version, which is stored with the same time.
  const isNewVersion = policy.version > 1 && versionOn === policy.begunOn && before.through === undefined;
  if (isNewVersion && policy.begunOn >= since) return true;
  return [...groupsNamed(policy, assets, now)].some((uuid) => {
    const job = assets.groups.get(uuid)?.job;
    return job !== undefined && queriedOn(job) >= since;
  });
}

/** When a group's members were last looked for anew: its job of that time is named by its uuid. */
const queriedOn = (job: JobId): Instant => timeOfUuid(job);

/** The groups that decide who is selected. */
export function groupsNamed(
  { rules: { selection } }: Pick<Policy, 'rules'>,
  assets: Assets,
  now: Instant,
): ReadonlySet<GroupId> {
  const query = selection.query === undefined ? null : readStored(selection.query, assets, now);
  const inQuery = query === null ? [] : inspect(query).groups.map(({ uuid }) => uuid as GroupId);
  return new Set([...(selection.groups ?? []), ...(selection.excludeGroups ?? []), ...inQuery]);
}

const hasUnseen = (facts: BrakeFacts): boolean =>
  facts.policy.rules.clock.of === 'last_seen' && isMost(facts, isUnseenImport);

/** A contact that is made has all its first versions within a second. */
const AT_ONCE = 1_000_000;

/** Whether a contact came by an import, or had a past when it came, and has not been seen since. */
function isUnseenImport({ contact, past }: LookedAt): boolean {
  const { lastSeenOn, statusOn: came, createdOn, version, lastChange } = contact;
  if (past.some(({ events }) => events.some(({ type }) => type === 'contact_status_changed'))) return false;
  if (lastSeenOn !== null && lastSeenOn >= came) return false;
  // Of all jobs, only imports make contacts: in a first version, and with what the file says in a second one.
  const first = past.find((one) => one.version === 1 || Math.abs(one.at - came) < AT_ONCE);
  if (first?.change !== undefined) return first.change.job !== undefined;
  if (version <= 2 && lastChange.job !== undefined) return true;
  return lastSeenOn === null && createdOn < addDays(came, -1);
}

/** Who added a contact within a week to a static group that the policy names. */
function addedBy({ past }: LookedAt, { policy, assets, now }: BrakeFacts): readonly string[] {
  const named = groupsNamed(policy, assets, now);
  const isNamed = ({ uuid }: { readonly uuid: string }) =>
    named.has(uuid as GroupId) && assets.groups.get(uuid as GroupId)?.query === null;
  const adds = (event: PastEvent) => event.type === 'contact_groups_changed' && event.groups_added?.some(isNamed);
  const lately = past.filter(
    ({ at, version, events }) => at >= addDays(now, -LATELY) && version !== 1 && events.some(adds),
  );
  return lately.map(({ change }) => change?.by ?? '');
}

/** Who added those who were looked at to groups that the policy names, each once. */
export const addersOf = (facts: BrakeFacts): readonly string[] => [
  ...new Set(facts.looked.flatMap((one) => addedBy(one, facts))),
];

type Dated = PastEvent & { readonly at: Instant };

const latelyIn = ({ past }: LookedAt, now: Instant): readonly Dated[] =>
  past
    .filter(({ at }) => at >= addDays(now, -LATELY))
    .flatMap(({ at, events }) => events.map((event) => ({ ...event, at })));
