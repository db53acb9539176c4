import type { Checking } from './checking.ts';
import type { Item } from './tables.ts';
import type { JobItems, Workspace } from './workspace.ts';

// biome-ignore lint/suspicious/noExplicitAny: events as they were stored
type Event = any;

const YEAR_MS = 365 * 86_400_000;
/** How long a job is kept after it was made. Its items go one by one, in any order, its header before its slices. */
const KEPT_MS = 90 * 86_400_000;
const ENDED = ['completed', 'failed', 'interrupted'];
/** A job that is paused, or previewed and not run, waits for a person; one that begins later for its time. */
const WAITING = ['ready', 'awaiting_approval', 'paused', 'waiting'];

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const tally = (header: Item, prefix: string): number =>
  sumOf(Object.keys(header).flatMap((name) => (name.startsWith(prefix) ? [header[name]] : [])));

const madeAt = (uuid: string): number => Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16);

const isPastItsTime = (uuid: string, { now }: Checking): boolean => madeAt(uuid) + KEPT_MS < now;

/** What the jobs say of themselves and of their slices, and what contacts and history say of them. */
export function jobProblems(workspace: Workspace, checking: Checking): void {
  const done = doneBy(workspace, checking);
  for (const [uuid, job] of workspace.jobs) {
    const { header } = job;
    if (header === undefined) {
      if (!isPastItsTime(uuid, checking)) checking.report('jobs', `${uuid} has slices and no header`);
      continue;
    }
    if (!workspace.inputs.has(uuid)) checking.report('jobs', `${uuid} has no input`);
    lifeProblems(uuid, header, workspace, checking);
    sliceProblems(uuid, header, job, checking);
    outcomeProblems(uuid, header, job, checking);
    listingProblems(uuid, header, job, workspace, checking);
    if (header['status'] === 'completed') totalProblems(uuid, header, done.get(uuid) ?? 0, workspace, checking);
  }
  for (const uuid of workspace.inputs)
    if (!workspace.jobs.has(uuid)) checking.report('jobs', `${uuid} has an input, and is not there`);
  runProblems(workspace, checking);
  for (const uuid of workspace.open)
    if (!workspace.jobs.has(uuid)) checking.report('jobs', `${uuid} is on the watchdog's list, and is not there`);
}

/** A flow counts at least the runs of the starts that are kept: the others were there for 90 days. */
function runProblems({ jobs, runs }: Workspace, { report }: Checking): void {
  const ran = new Map<string, number>();
  for (const { header } of jobs.values()) {
    const { type, flow } = JSON.parse(header?.['work'] ?? '{}');
    if (header === undefined || type !== 'start') continue;
    const count = header['changed'] + header['unchanged'] + tally(header, 'failed:');
    ran.set(flow, (ran.get(flow) ?? 0) + count);
  }
  for (const [flow, count] of ran) {
    const { completed = 0, failed = 0 }: Partial<Item> = runs.get(flow) ?? {};
    if (completed + failed < count) report('jobs', `flow ${flow} counts ${completed + failed} runs of ${count}`);
  }
}

function lifeProblems(
  uuid: string,
  { status, work, preview, startedOn }: Item,
  workspace: Workspace,
  { report }: Checking,
): void {
  const { open, previews, waiting, ended } = workspace;
  const over = ENDED.includes(status);
  if (!over && !WAITING.includes(status)) report('stuck jobs', `${uuid} is ${status} although the service is idle`);
  const lists = [
    ["the watchdog's list", open, !over && status !== 'ready'],
    ['the list of previews that wait', previews, status === 'ready' || status === 'awaiting_approval'],
    ['the list of jobs that wait for their time', waiting, status === 'waiting'],
  ] as const;
  for (const [list, uuids, belongs] of lists)
    if (belongs !== uuids.has(uuid))
      report('jobs', `${uuid} is ${status}, and ${belongs ? 'not' : 'still'} on ${list}`);
  const isStart = JSON.parse(work).type === 'start';
  // Whether a preview that never began had been run, its header does not say: only one that was is listed.
  const unsure = preview && startedOn === null;
  if (isStart && !unsure && over !== ended.has(uuid))
    report('jobs', `${uuid} is ${status}, and ${over ? 'not' : 'already'} listed among the starts that have ended`);
}

function sliceProblems(uuid: string, header: Item, items: JobItems, { report }: Checking): void {
  const { slices, manifests } = items;
  const { status, total, slicesDone } = header;
  // The header has the sums of partitions when all are frozen.
  const beside = total === null ? items.partitions : [];
  const slicesTotal = header['slicesTotal'] + sumOf(beside.map((one) => one['slices']));
  const frozen = header['frozen'] + sumOf(beside.map((one) => one['frozen']));
  const closed = slices.filter(({ state }) => state !== 'open').length;
  if (slices.length !== slicesTotal) report('jobs', `${uuid} has ${slices.length} slices, and says ${slicesTotal}`);
  if (closed !== slicesDone) report('jobs', `${uuid} has closed ${closed} slices, and says ${slicesDone}`);
  if (status === 'completed' && closed !== slices.length)
    report('jobs', `${uuid} is completed with ${slices.length - closed} open slices`);
  const counted = sumOf(slices.map(({ count }) => count));
  if (counted !== frozen) report('jobs', `${uuid} has slices of ${counted} contacts, and has frozen ${frozen}`);
  if (total !== null && total !== frozen) report('jobs', `${uuid} has frozen ${frozen} contacts of ${total}`);
  const uuids = manifests.flatMap((manifest) => uuidsOf(manifest));
  if (uuids.length !== counted)
    report('jobs', `${uuid} has manifests of ${uuids.length} contacts, and counts ${counted}`);
}

/** How the contacts of a slice came out, all of them or those of some places: how many went each way. */
function waysOf({ ways, codes }: Item, from = 0, to = Number.POSITIVE_INFINITY): ReadonlyMap<string, number> {
  const { ways: known } = JSON.parse(ways) as { ways: readonly (readonly [verdict: string, path: unknown])[] };
  const bytes: Uint8Array = codes;
  const width = known.length > 256 ? 2 : 1;
  const counts = new Map<string, number>();
  for (let i = from * width; i < Math.min(bytes.length, to * width); i += width) {
    const number = (bytes[i] ?? 0) + (width === 2 ? 256 * (bytes[i + 1] ?? 0) : 0);
    const verdict = known[number]?.[0] ?? 'unknown';
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return counts;
}

const numberIn = ({ sk }: Item): string => sk.slice(sk.indexOf('#') + 1);

/** How many contacts of a slice are accounted for. */
const accountedFor = ({ state, count, parts }: Item): number => (state === 'open' ? (parts?.at(-1)?.to ?? 0) : count);

/** Each slice has the outcomes of its accounted contacts, and together they equal the job's counts. */
function outcomeProblems(uuid: string, header: Item, { slices, outcomes }: JobItems, { report }: Checking): void {
  const written = new Map(outcomes.map((item) => [numberIn(item), item]));
  const sums = new Map<string, number>();
  for (const slice of slices.filter((one) => accountedFor(one) > 0)) {
    const item = written.get(numberIn(slice));
    const to = slice['state'] === 'open' ? accountedFor(slice) : undefined;
    const ways = item === undefined ? new Map<string, number>() : waysOf(item, 0, to);
    if (sumOf([...ways.values()]) !== accountedFor(slice))
      report('jobs', `${uuid} does not say what became of the contacts of slice ${numberIn(slice)}`);
    for (const [way, count] of ways) {
      const verdict = way === 'changed:created' ? 'changed' : way;
      sums.set(verdict, (sums.get(verdict) ?? 0) + count);
    }
  }
  const counted = Object.keys(header).filter((name) => /^(changed|unchanged|(skipped|failed):.*)$/.test(name));
  for (const verdict of new Set([...counted, ...sums.keys()]))
    if ((header[verdict] ?? 0) !== (sums.get(verdict) ?? 0))
      report('jobs', `${uuid} counts ${header[verdict]} ${verdict}, and its slices say ${sums.get(verdict)}`);
}

/** The runs of a start are listed once their slice, or their part of it, is accounted for, and nothing else is. */
function listingProblems(uuid: string, header: Item, job: JobItems, { ran }: Workspace, { report }: Checking): void {
  const written = new Map(job.outcomes.map((item) => [numberIn(item), item]));
  const isStart = JSON.parse(header['work']).type === 'start';
  const expected = (isStart ? job.slices : []).flatMap((slice) => {
    const item = written.get(numberIn(slice));
    if (item === undefined) return [];
    return partsOf(slice)
      .filter(({ from, to }) => [...waysOf(item, from, to).keys()].some((way) => !way.startsWith('skipped')))
      .map(({ closedOn }) => `${String(closedOn).padStart(16, '0')}#${uuid}#${numberIn(slice)}`);
  });
  const listed = [...ran].filter((key) => key.split('#')[1] === uuid);
  for (const key of expected) if (!ran.has(key)) report('jobs', `${uuid} does not list the runs ${key}`);
  for (const key of listed) if (!expected.includes(key)) report('jobs', `${uuid} lists the runs ${key}, and has none`);
}

interface Part {
  readonly to: number;
  readonly closedOn: number;
}

function partsOf({ state, closedOn, parts = [] }: Item): readonly (Part & { readonly from: number })[] {
  const all: readonly Part[] = [...parts, ...(state === 'open' ? [] : [{ to: Number.POSITIVE_INFINITY, closedOn }])];
  return all.map((part, index) => ({ ...part, from: all[index - 1]?.to ?? 0 }));
}

const uuidsOf = ({ uuids }: Item): readonly string[] => Buffer.from(uuids).toString('hex').match(/.{32}/g) ?? [];

/** The totals add up, and as many contacts say that the job changed them as it says. */
function totalProblems(uuid: string, header: Item, done: number, { tombstones }: Workspace, checking: Checking): void {
  const { changed, unchanged, total, createdOn, work } = header;
  const sum = changed + unchanged + tally(header, 'skipped:') + tally(header, 'failed:');
  if (sum !== total) checking.report('jobs', `${uuid} accounts for ${sum} contacts of ${total}`);
  fileProblems(uuid, header, checking);
  // History is kept for a year, and goes with a deleted contact.
  if (createdOn / 1000 < checking.now - YEAR_MS) return;
  const isDeletion = ['delete', 'purge_archived'].includes(JSON.parse(work).type);
  const lost = isDeletion ? 0 : tombstones.size;
  if (done > changed || done + lost < changed)
    checking.report('jobs', `${uuid} says that it changed ${changed} contacts; history and tombstones say ${done}`);
}

/** The file of an export has whom it says that it exported, but for who was deleted before it was made. */
function fileProblems(uuid: string, { work, total, changed, unchanged, file }: Item, { report }: Checking): void {
  if (JSON.parse(work).type !== 'export' || total === 0) return;
  const { rows = 0, deleted = 0 }: Partial<Item> = file ?? {};
  if (changed > 0 || rows + deleted !== unchanged)
    report(
      'jobs',
      `${uuid} has exported ${unchanged} contacts, and its file has ${rows}, without ${deleted} deleted ones`,
    );
}

/**
 * By job: how many contacts have an event of it, or were deleted by it. Two versions of one job mean that a contact was
 * changed twice, unless one only follows groups that were deleted or changed during the slice.
 */
function doneBy({ live, tombstones, events, groups }: Workspace, { report }: Checking): ReadonlyMap<string, number> {
  const done = new Map<string, number>();
  const count = (job: string) => done.set(job, (done.get(job) ?? 0) + 1);
  const mayFollow = ({ uuid }: { uuid: string }) => groups.get(uuid)?.['query'] !== null;
  const isFollowing = ({ type, groups_added = [], groups_removed = [] }: Event) =>
    type === 'contact_groups_changed' && [...groups_added, ...groups_removed].every(mayFollow);
  for (const { change } of tombstones.values()) if (change?.job !== undefined) count(change.job);
  for (const uuid of live.keys()) {
    const versions = new Map<string, Set<string>>();
    for (const { sk, change, events: happened } of events.get(uuid) ?? []) {
      // The version's own events, and not what was refused to it.
      const [, version, own = '+'] = sk.split('#');
      if (change?.job === undefined || version === undefined || !own.startsWith('+')) continue;
      const changes = versions.get(change.job) ?? new Set();
      versions.set(change.job, happened.every(isFollowing) ? changes : changes.add(version));
    }
    for (const [job, changes] of versions) {
      count(job);
      if (changes.size > 1)
        report('changed twice', `job ${job} changed ${uuid} in the versions ${[...changes].join(', ')}`);
    }
  }
  return done;
}
