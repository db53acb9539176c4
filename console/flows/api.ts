import { useQuery } from '@tanstack/react-query';
import { byName } from '../api/by-name.ts';
import { bodyOfAnswer } from '../api/client.ts';
import { everyPage } from '../api/queries.ts';
import type { Flow } from '../api/types.ts';
import { useSession } from '../session/session.tsx';
import type { Definition } from './definition.ts';

/** Every flow that is not archived, by name. */
export function useFlows() {
  const { api } = useSession();
  return useQuery({
    queryKey: ['flows'],
    queryFn: async (): Promise<Flow[]> =>
      everyPage((cursor) =>
        bodyOfAnswer(api.GET('/api/v2/flows.json', { params: { query: { ...(cursor && { cursor }) } } })),
      ),
    select: (flows) => flows.filter(({ archived }) => !archived).toSorted(byName),
  });
}

/** A flow's definition, as it was imported. */
export function useDefinition(uuid: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['definition', uuid],
    queryFn: async (): Promise<Definition | null> => {
      const { flows } = await bodyOfAnswer(
        api.GET('/api/v2/definitions.json', { params: { query: { flow: uuid, dependencies: 'none' } } }),
      );
      return (flows.find((flow) => flow.uuid === uuid) as Definition | undefined) ?? null;
    },
  });
}
