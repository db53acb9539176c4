/**
 * A model of lifecycle policies that shares no code with the service: it asks `Intl` for calendar days, and keeps what
 * happened to each person as a list. Times are milliseconds.
 */

export interface ModelStage {
  readonly key: string;
  readonly days?: number;
  readonly after?: number;
  /** It tells the person; it takes something away; it archives; it deletes. */
  readonly is: 'notice' | 'harm' | 'archive' | 'delete' | 'flag';
}

export interface ModelPolicy {
  readonly name: string;
  /** The clock, and the status that goes with it. */
  readonly clock: 'seen' | 'created' | 'joined' | 'stopped';
  readonly group?: string;
  readonly begun: number;
  readonly wait: number;
  readonly stages: readonly ModelStage[];
  /** Each change of its rules is a version. */
  readonly version?: number;
  /** Besides the group: its search, on a day. */
  readonly chooses?: (person: ModelPerson, today: number, zone: string) => boolean;
}

export interface ModelPerson {
  readonly created: number;
  joined: number | null;
  group: string | null;
  seen: number | null;
  status: 'active' | 'stopped' | 'archived' | 'deleted';
  statusOn: number;
  held: boolean;
  language?: string;
  optedOut?: boolean;
  /** The last stage that took the person. */
  last: {
    readonly policy: string;
    readonly at: number;
    readonly stage: number;
    readonly clock: number;
    readonly version?: number;
  } | null;
  /** Since that stage, the policy was not for the person for some time. */
  away: boolean;
}

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;

/** The clock on the wall in a zone, as if it were UTC. */
function wallTime(zone: string, at: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv', { ...WALL, timeZone: zone });
  formats.set(zone, format);
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
}

const WALL = { dateStyle: 'short', timeStyle: 'medium' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();
const days = new Map<string, number>();

/**
 * The day on a calendar in a zone, as days since 1970. Where clocks are set forward at midnight, there is none: west of
 * Greenwich searches, and so policies, take the hour before for the first of the day, as Go's `time.Date` does.
 */
export function dayOn(zone: string, at: number): number {
  const quarter = Math.floor(at / QUARTER);
  const name = `${zone} ${quarter}`;
  const day = days.get(name) ?? dayOfQuarter(zone, quarter * QUARTER);
  days.set(name, day);
  return day;
}

function dayOfQuarter(zone: string, at: number): number {
  const wall = wallTime(zone, at);
  const day = Math.floor(wall / (24 * HOUR));
  if (wall - day * 24 * HOUR < 23 * HOUR) return day;
  const offset = (time: number) => wallTime(zone, time) - time;
  return offset(at) < 0 && offset(at + HOUR) > offset(at) ? day + 1 : day;
}

const clockTime = ({ clock }: ModelPolicy, person: ModelPerson): number | null => {
  if (clock === 'seen') return person.seen ?? person.created;
  if (clock === 'created') return person.created;
  return clock === 'joined' ? person.joined : person.statusOn;
};

/** Whether somebody has to do with a policy at all. */
export function concerns(policy: ModelPolicy, person: ModelPerson, zone: string, at: number): boolean {
  if (person.held || person.status === 'deleted' || clockTime(policy, person) === null) return false;
  const own = person.last !== null && person.last.policy === policy.name && isUndisturbed(person);
  if (person.status === 'archived') return own && walked(policy, person) !== null;
  if (person.status !== (policy.clock === 'stopped' ? 'stopped' : 'active')) return false;
  if (policy.chooses?.(person, dayOn(zone, at), zone) === false) return false;
  return policy.group === undefined || policy.group === person.group;
}

/** Nothing has happened since the last stage: no sign of life, and no other status. */
const isUndisturbed = ({ last, seen, statusOn }: ModelPerson): boolean =>
  last !== null && (seen === null || seen <= last.at) && statusOn <= last.at;

/** The stage at which somebody stands; null: before the first; `over`: nothing comes for this time of the clock. */
function walked(policy: ModelPolicy, person: ModelPerson): number | null | 'over' {
  const { last } = person;
  if (last === null || last.policy !== policy.name) return null;
  const isSame =
    last.clock === clockTime(policy, person) || (policy.clock === 'stopped' && person.statusOn === last.at);
  if (!isSame) return null;
  if (!isUndisturbed(person)) return 'over';
  return person.away ? null : last.stage;
}

/** The stage of which policy takes a person in the night at a time; null for none. */
export function takes(
  policies: readonly ModelPolicy[],
  person: ModelPerson,
  zone: string,
  at: number,
): { readonly policy: ModelPolicy; readonly stage: number } | null {
  const policy = policies.find((one) => concerns(one, person, zone, at));
  if (policy === undefined) return null;
  const stands = walked(policy, person);
  if (stands === 'over') return null;
  const stage = stands === null ? 0 : stands + 1;
  const rule = policy.stages[stage];
  if (rule === undefined) return null;
  // A mark from a clock that was ahead may be later than somebody's own archive.
  if (person.status === 'archived' && rule.is !== 'archive' && rule.is !== 'delete') return null;
  const today = dayOn(zone, at);
  const since = (time: number) => today - dayOn(zone, time);
  const origin = stands === null ? (clockTime(policy, person) ?? at) : (person.last?.clock ?? at);
  if (rule.days !== undefined && since(origin) <= rule.days) return null;
  if (person.last !== null && since(person.last.at) < 1) return null;
  if (stands !== null && rule.after !== undefined && since(person.last?.at ?? at) < rule.after) return null;
  const told = policy.stages.slice(0, stage).some(({ is }) => is === 'notice');
  const isOfEarlier = stands !== null && person.last?.version !== policy.version;
  if (rule.is !== 'notice' && rule.is !== 'flag' && (!told || isOfEarlier)) {
    if (since(policy.begun) < policy.wait) return null;
    if (policy.clock !== 'stopped' && since(person.statusOn) < policy.wait) return null;
  }
  return { policy, stage };
}

/** Notes that somebody is held, or in another group, than the policy that took the person last is for. */
export function notePlace(policies: readonly ModelPolicy[], person: ModelPerson): void {
  const last = policies.find(({ name }) => name === person.last?.policy);
  if (last === undefined || person.status === 'archived') return;
  if (person.held || (last.group !== undefined && last.group !== person.group)) person.away = true;
}

/** Notes that a change has brought a person out of the selection of the policy that took them last, or into it. */
export function noteChange(
  policies: readonly ModelPolicy[],
  before: ModelPerson,
  person: ModelPerson,
  zone: string,
  at: number,
): void {
  const last = policies.find(({ name }) => name === person.last?.policy);
  if (last === undefined || person.status === 'archived' || typeof walked(last, person) !== 'number') return;
  if (concerns(last, before, zone, at) !== concerns(last, person, zone, at)) person.away = true;
}

/** What a stage does to a person. */
export function take(person: ModelPerson, policy: ModelPolicy, stage: number, at: number): void {
  const stands = walked(policy, person);
  const clock = typeof stands === 'number' ? (person.last?.clock ?? at) : (clockTime(policy, person) ?? at);
  const is = policy.stages[stage]?.is;
  person.last = { policy: policy.name, at, stage, clock, ...(policy.version && { version: policy.version }) };
  person.away = false;
  if (is === 'archive') [person.status, person.statusOn] = ['archived', at];
  if (is === 'delete') [person.status, person.statusOn] = ['deleted', at];
}
