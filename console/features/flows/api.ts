import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../common/api/index.ts';
import type { Definition } from './definition.ts';

/** The definition of a flow, as it was imported; null when there is none. */
export function useDefinition(uuid: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['definition', uuid],
    queryFn: async (): Promise<Definition | null> => {
      const { flows } = await api.get('definitions', { flow: uuid, dependencies: 'none' });
      return (flows.find((flow) => flow.uuid === uuid) as Definition | undefined) ?? null;
    },
  });
}
