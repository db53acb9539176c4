import { useSearchParams } from 'wouter';
import { limitsOfDays } from '../texts/index.ts';

/** A choice that filters nothing. */
export const ANY = 'any';

/** What a list of records is narrowed to; an empty value is no limit. */
export interface RecordFilter {
  /** The uuid of a person or token. */
  readonly by: string;
  /** The first and the last day, `2026-11-26`, in the workspace's zone. */
  readonly after: string;
  readonly before: string;
}

/** The filter and one's own parts of it. The page's address holds it, so it can be sent to somebody. */
export function useRecordFilter<Own extends string>(
  own: readonly Own[],
): readonly [RecordFilter & Record<Own, string>, (change: Partial<RecordFilter & Record<Own, string>>) => void] {
  const [params, setParams] = useSearchParams();
  const names = [...own, 'by', 'after', 'before'];
  const filter = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as RecordFilter &
    Record<Own, string>;
  const change = (some: Partial<typeof filter>) =>
    setParams(
      Object.entries<string>({ ...filter, ...some }).filter(([, value]) => value !== ''),
      { replace: true },
    );
  return [filter, change];
}

/** These limits as parameters of the API. */
export const limitsOf = ({ by, after, before }: RecordFilter, zone: string): Record<string, string> => ({
  ...(by !== '' && { by }),
  ...limitsOfDays(after, before, zone),
});
