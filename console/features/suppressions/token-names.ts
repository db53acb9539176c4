import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../common/api/session.ts';

/** What the token of some uuid is called; one that was revoked has only its uuid. */
export function useTokenNames(): (uuid: string) => string {
  const { api } = useSession();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.get('tokens') });
  return (uuid) => tokens.data?.results.find((token) => token.uuid === uuid)?.name ?? uuid;
}
