import { useQueryClient } from '@tanstack/react-query';

/** What the service derives of a change, and milliseconds that it mostly takes. */
const FOLLOWING = ['counts', 'history', 'groups'];
const FOLLOWING_MS = 2_000;

/** Everything that jobs change is read anew. */
export function useRefresh(): () => Promise<unknown> {
  const queries = useQueryClient();
  const again = (keys: readonly string[]) =>
    Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })));
  return () => {
    // Counts and history follow a change a moment later.
    setTimeout(() => void again(FOLLOWING), FOLLOWING_MS);
    return again(['contacts', 'contact', 'jobs', 'dormancy', ...FOLLOWING]);
  };
}
