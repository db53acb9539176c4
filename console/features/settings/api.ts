import { useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOfAnswer } from '../../common/api/client.ts';
import type { paths } from '../../common/api/schema.d.ts';
import { useSession } from '../../common/api/session.ts';
import type { Answer } from '../../common/api/types.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { useToaster } from '../../common/components/toasts.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

/** What a change of settings may hold. */
export type Change = paths['/api/v2/settings.json']['post']['requestBody']['content']['application/json'];

export type Channel = Answer<'/api/v2/channels.json'>['results'][number];
/** What a channel is only told once. */
export type Told = Pick<Channel, 'uuid' | 'kind'> & { readonly address?: string; readonly secret?: string };

export type Webhook = Answer<'/api/v2/webhooks.json'>['results'][number];

/** The workspace's settings. */
export function useSettings() {
  const { api } = useSession();
  return useQuery({ queryKey: ['settings'], queryFn: () => bodyOfAnswer(api.GET('/api/v2/settings.json')) });
}

/** Saves some of them, and says so. */
export function useSaving() {
  const { api, renew } = useSession();
  const { settings: texts } = useTexts();
  const queries = useQueryClient();
  const toaster = useToaster();
  return useMutation({
    mutationFn: (change: Change) => bodyOfAnswer(api.POST('/api/v2/settings.json', { body: change })),
    onSuccess(next) {
      queries.setQueryData(['settings'], next);
      // They are saved, whether or not that can be read anew now.
      renew().catch(() => undefined);
      toaster.show({ type: 'success', content: texts.saved });
    },
  });
}
