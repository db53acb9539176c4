import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../common/api/index.ts';

/** The name of a token, or its uuid when the token was revoked. */
export function useTokenNames(): (uuid: string) => string {
  const { api } = useSession();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.get('tokens') });
  return (uuid) => tokens.data?.results.find((token) => token.uuid === uuid)?.name ?? uuid;
}
