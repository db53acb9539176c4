import { useQuery } from '@tanstack/react-query';
import { bodyOfAnswer } from '../../common/api/client.ts';
import { useSession } from '../../common/api/session.ts';
import type { Definition } from './definition.ts';

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
