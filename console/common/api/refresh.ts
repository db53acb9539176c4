import { useQueryClient } from '@tanstack/react-query';

/** Reads data again, by the first parts of query keys. */
export function useInvalidate(): (...keys: readonly string[]) => Promise<unknown> {
  const queries = useQueryClient();
  return (...keys) => Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })));
}

/** What the service derives from a change, and the milliseconds that this usually takes. */
const DERIVED = ['counts', 'history', 'groups', 'flows'];
const DERIVED_MS = 2_000;

/** Reads again everything that a change of contacts can change. */
export function useRefresh(): () => Promise<unknown> {
  const invalidate = useInvalidate();
  return () => {
    setTimeout(() => void invalidate(...DERIVED), DERIVED_MS);
    return invalidate('contacts', 'contact', 'fields', 'jobs', 'dormancy', ...DERIVED);
  };
}
