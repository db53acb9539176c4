import { useQuery, useQueryClient } from '@tanstack/react-query';
import { bodyOfAnswer } from '../api/client.ts';
import { useMutation } from '../api/mutation.ts';
import type { paths } from '../api/schema.d.ts';
import { useSession } from '../session/session.tsx';
import { useToaster } from '../shell/toasts.tsx';
import { useTexts } from '../texts/texts.tsx';

/** What a change of settings may hold. */
export type Change = paths['/api/v2/settings.json']['post']['requestBody']['content']['application/json'];

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
