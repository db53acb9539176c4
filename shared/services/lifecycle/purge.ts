/** A night of the purge: it announces whom it deletes in a week, and deletes whom it announced a week ago. */
import { countDays } from '../../data/contacts/index.ts';
import { readCounts } from '../../data/counts/index.ts';
import { openJobsOf, selectsAny } from '../../data/jobs/index.ts';
import { keepPurgeNights, readPurgeNights, readSubscriptions } from '../../data/workspace/index.ts';
import { busEntriesOf } from '../../domain/bus/entries.ts';
import { SCHEMA } from '../../domain/bus-types.ts';
import { localDay } from '../../domain/calendar/days.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { addDays, dayOf, formatInstant, type Instant } from '../../domain/instant.ts';
import { mostOf } from '../../domain/policies/brake.ts';
import { builtInPolicy, PURGE_STAGE } from '../../domain/policies/built-in.ts';
import {
  afterPurgeNight,
  dayAfter,
  NOTICE_DAYS,
  nightBeforePurge,
  type PurgeNights,
  purgeNightsAt,
  toAnnounce,
  toPurge,
} from '../../domain/policies/purge.ts';
import type { DayRange } from '../../domain/selection/selection.ts';
import type { Bus } from '../../messages/bus.ts';
import { submitOnce } from '../jobs/submit-once.ts';
import type { Backend } from '../runtime.ts';
import { jobPolicyOf } from './context.ts';
import { nightLimits } from './limits.ts';
import type { Staging } from './sweep.ts';

type Telling = Backend & { readonly bus: Bus };

/**
 * What a night did is kept when it is done, so a notice counts only once it was sent. Returns whether a job was
 * started. With nobody due some 3 read units and 1 write unit; without the setting none.
 */
export async function purgeTonight(backend: Telling, workspace: WorkspaceId, staging: Staging): Promise<boolean> {
  const { settings, now } = staging;
  if (settings.purgeArchivedAfterDays == null) return false;
  const nights = purgeNightsAt(settings, await readPurgeNights(backend.data, workspace), now);
  if (nights === null) return false;
  const announced = await announce(backend, workspace, nights, now);
  const days = toPurge(nights, now);
  const started = days === null ? null : await startPurge(backend, workspace, { nights, days }, staging);
  const done = { announced, isThrough: started !== null && started !== 'waits', timezone: settings.timezone, now };
  await keepPurgeNights(backend.data, workspace, afterPurgeNight(nights, done));
  return started === 'started';
}

/** Tells how many contacts a night in a week will delete that no notice has told of; null for nobody. */
async function announce(
  { data, bus }: Telling,
  workspace: WorkspaceId,
  nights: PurgeNights,
  now: Instant,
): Promise<DayRange | null> {
  const days = toAnnounce(nights, now);
  if (days === null) return null;
  const [count = 0] = await countDays(data, workspace, 'archived', [{ from: days.from, before: dayAfter(days.to) }]);
  if (count === 0) return null;
  const on = dayOf(addDays(now, NOTICE_DAYS));
  const event = {
    id: `purge.${on}`,
    type: 'contacts.purge_due',
    schema: SCHEMA,
    at: formatInstant(now),
    on,
    count,
    after_days: nights.days,
  } as const;
  const entries = busEntriesOf(workspace, [event], await readSubscriptions(data, workspace));
  if (entries.length > 0) await bus.put(entries);
  return days;
}

interface Purging {
  readonly nights: PurgeNights;
  readonly days: DayRange;
}

async function startPurge(
  backend: Backend,
  workspace: WorkspaceId,
  { nights, days }: Purging,
  { settings, by, now }: Staging,
): Promise<'started' | 'waits' | 'nobody'> {
  const { data } = backend;
  const selection = { folder: 'archived', days: [days] } as const;
  if (!(await selectsAny(data, { workspace, selection }))) return 'nobody';
  const { folders } = await readCounts(data, workspace);
  const builtIn = builtInPolicy(settings);
  const policy = jobPolicyOf(builtIn, {
    stage: PURGE_STAGE,
    most: mostOf(builtIn.rules.brake, folders.archived),
    limits: nightLimits(settings, 'archived', folders, localDay(settings.timezone, now)),
    checked: true,
    before: nightBeforePurge(nights, now),
  });
  const work = { type: 'purge_archived', days: nights.days } as const;
  const job = { work, selection, preview: false, createdBy: by, now, policy };
  const running = () => openJobsOf(data, workspace, 'purge_archived');
  return (await submitOnce(backend, workspace, job, running)) === null ? 'waits' : 'started';
}
