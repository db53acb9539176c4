import { useSearchParams } from 'wouter';
import { instantOf } from '../../common/texts/zoned-time.ts';

/** The deletions that are listed; an empty value is no limit. */
export interface ErasureFilter {
  readonly contact: string;
  readonly job: string;
  /** The first and the last day, `2026-11-26`, in the workspace's zone. */
  readonly after: string;
  readonly before: string;
}

const NAMES = ['contact', 'job', 'after', 'before'] as const;

const UUID = /^[0-9a-f]{8}-/i;

/** The filter, which the page's address holds. A deleted contact has only a uuid, and is found by its number too. */
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

/** The parameters of erasures.json. A day that is typed in part is no limit yet. */
export function paramsOf({ contact, job, after, before }: ErasureFilter, timeZone: string): Record<string, string> {
  const start = beginOf(after, timeZone);
  const end = beginOf(dayAfter(before), timeZone);
  return {
    ...(UUID.test(contact) ? { contact } : contact !== '' ? { urn: asUrn(contact) } : job !== '' && { job }),
    ...(start && { after: start.toISOString() }),
    ...(end && { before: new Date(end.getTime() - 1).toISOString() }),
  };
}

const asUrn = (text: string): string => (text.includes(':') ? text : `tel:${text}`);

const beginOf = (day: string, timeZone: string): Date | null => instantOf(`${day}T00:00`, timeZone);

/** Empty when the text is no day. */
const dayAfter = (day: string): string =>
  beginOf(day, 'UTC') === null ? '' : new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
