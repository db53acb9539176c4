import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Body, type Item, type Me, useMutation, useSession } from '../../common/api/index.ts';
import { useToaster } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

export const ROLES: readonly Me['role'][] = ['viewer', 'editor', 'administrator'];

export type Change = Body<'settings'>;

export type Channel = Item<'channels'>;
/** A saved channel, with the address or secret that the service shows only once. */
export type SavedChannel = Pick<Channel, 'uuid' | 'kind'> & { readonly address?: string; readonly secret?: string };

export type Webhook = Item<'webhooks'>;

export function useSettings() {
  const { api } = useSession();
  return useQuery({ queryKey: ['settings'], queryFn: () => api.get('settings') });
}

export function useSaving() {
  const { api, renew } = useSession();
  const { settings: texts } = useTexts();
  const queries = useQueryClient();
  const toaster = useToaster();
  return useMutation({
    mutationFn: (change: Change) => api.post('settings', change),
    onSuccess(next) {
      queries.setQueryData(['settings'], next);
      // The settings are saved even if reading the session again fails.
      renew().catch(() => undefined);
      toaster.show({ type: 'success', content: texts.saved });
    },
  });
}
