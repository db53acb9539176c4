import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../../common/api/session.ts';
import type { Body, Item } from '../../common/api/types.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { useToaster } from '../../common/components/toasts.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

/** A change of settings. */
export type Change = Body<'settings'>;

export type Channel = Item<'channels'>;
/** A saved channel, with the address or secret that the service shows only once. */
export type SavedChannel = Pick<Channel, 'uuid' | 'kind'> & { readonly address?: string; readonly secret?: string };

export type Webhook = Item<'webhooks'>;

/** The workspace's settings. */
export function useSettings() {
  const { api } = useSession();
  return useQuery({ queryKey: ['settings'], queryFn: () => api.get('settings') });
}

/** Saves a change of settings. */
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
