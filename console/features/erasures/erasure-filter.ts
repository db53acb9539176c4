import { useSearchParams } from 'wouter';

/** Which deletions are looked for; empty for any. */
export interface ErasureFilter {
  readonly contact: string;
  readonly job: string;
  /** Days, `2026-11-26`, in the workspace's zone; both count. */
  readonly after: string;
  readonly before: string;
}

const NAMES = ['contact', 'job', 'after', 'before'] as const;

/** The filter, in the page's address: it names nobody, since contacts that are gone have only their uuid. */
export function useErasureFilter(): readonly [ErasureFilter, (change: Partial<ErasureFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? ''])) as unknown as ErasureFilter;
  const change = (some: Partial<ErasureFilter>) =>
    setParams(
      Object.entries({ ...filter, ...some }).filter(([, value]) => value !== ''),
      { replace: true },
    );
  return [filter, change];
}

/** What the API is asked for. */
export function paramsOf({ contact, job, after, before }: ErasureFilter, timeZone: string): Record<string, string> {
  return {
    ...(contact !== '' ? { contact } : job !== '' && { job }),
    ...(isDay(after) && { after: startOf(after, timeZone).toISOString() }),
    ...(isDay(before) && { before: new Date(startOf(dayAfter(before), timeZone).getTime() - 1).toISOString() }),
  };
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** When a day begins in a time zone. */
export function startOf(day: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  // What the zone is ahead may change between the two: then the second look is right.
  const first = asUtc - aheadOf(asUtc, timeZone);
  return new Date(asUtc - aheadOf(first, timeZone));
}

/** Milliseconds that clocks of a zone are ahead of UTC at some time. */
function aheadOf(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
