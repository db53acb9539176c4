import { useQuery } from '@tanstack/react-query';
import { useSession } from '../api/index.ts';
import type { Option } from '../texts/index.ts';

/** Who may have done something: people and tokens by their names. */
export function useActors() {
  const { api } = useSession();
  const people = useQuery({ queryKey: ['people'], queryFn: () => api.get('people') }).data?.results ?? [];
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.get('tokens') }).data?.results ?? [];
  // Whoever is only invited has done nothing yet.
  const actors: Option[] = [...people, ...tokens].flatMap(({ uuid, name }) =>
    name === null ? [] : [{ value: uuid, label: name }],
  );
  return { people, actors };
}
