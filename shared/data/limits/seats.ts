/**
 *   J#<workspace>  SEAT  { holder, job, until, deaths }: which delivery works on files of the workspace, and how many
 *                        before it died while they worked on the same job. It is deleted when the work ends.
 */
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { type Data, equals, getItem, isAbsent, put, remove, ttlAfter, update, write } from '../dynamo/index.ts';

/** Seconds after which a seat is free whose holder no longer says that it lives. */
const HELD = 20;

interface Seat {
  readonly holder: string;
  readonly job: JobId;
  readonly until: Instant;
  readonly deaths: number;
}

interface Holder {
  /** Unique to this delivery. */
  readonly holder: string;
  readonly now: Instant;
}

const seatKey = (workspace: WorkspaceId) => ({ pk: `J#${workspace}`, sk: 'SEAT' });
const until = (now: Instant): Instant => instant(now + HELD * 1_000_000);

/** Takes the workspace's only seat; null when another delivery has it. 1 read and 1 write unit. */
export async function takeSeat(
  data: Data,
  workspace: WorkspaceId,
  { holder, job, now }: Holder & Pick<Seat, 'job'>,
): Promise<Pick<Seat, 'deaths'> | null> {
  const before = await getItem<Seat>(data, 'workspace', seatKey(workspace), { consistent: true });
  // A clock that was set back does not keep a seat.
  if (before !== null && before.until > now && before.until <= until(now)) return null;
  const deaths = before?.job === job ? before.deaths + 1 : 0;
  const seat: Seat = { holder, job, until: until(now), deaths };
  const item = { ...seatKey(workspace), ...seat, ttl: ttlAfter(now, 1) };
  const taken = await write(data, put('workspace', item, before === null ? isAbsent : equals('holder', before.holder)));
  return taken ? { deaths } : null;
}

/** Says that the holder lives; false when it has lost its seat. 1 write unit. */
export const keepSeat = (data: Data, workspace: WorkspaceId, { holder, now }: Holder): Promise<boolean> =>
  write(data, update('workspace', seatKey(workspace), { set: { until: until(now) } }, equals('holder', holder)));

/** Frees the seat, unless the holder has lost it. 1 write unit. */
export const leaveSeat = (data: Data, workspace: WorkspaceId, { holder }: Pick<Holder, 'holder'>): Promise<boolean> =>
  write(data, remove('workspace', seatKey(workspace), equals('holder', holder)));
