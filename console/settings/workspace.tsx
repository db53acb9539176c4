import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOfAnswer, Refusal } from '../api/client.ts';
import type { Settings } from '../api/types.ts';
import { useSession } from '../session/session.tsx';
import { Problem } from '../shell/problem.tsx';
import { Section } from '../shell/section.tsx';
import { useToaster } from '../shell/toasts.tsx';
import { useTexts } from '../texts/texts.tsx';

type Key = 'name' | 'country' | 'timezone' | 'dormancy_days';
const KEYS: readonly Key[] = ['name', 'country', 'timezone', 'dormancy_days'];

/** The name of the workspace, where it is, and when its people count as dormant. */
export function WorkspaceSettings() {
  const { api } = useSession();
  const settings = useQuery({
    queryKey: ['settings'],
    queryFn: () => bodyOfAnswer(api.GET('/api/v2/settings.json')),
  });
  if (settings.error) return <Problem error={settings.error} retry={() => void settings.refetch()} />;
  return settings.data ? <Form key={JSON.stringify(settings.data)} settings={settings.data} /> : null;
}

function Form({ settings }: { readonly settings: Settings }) {
  const { settings: texts, groups } = useTexts();
  const { api, may, renew } = useSession();
  const queries = useQueryClient();
  const toaster = useToaster();
  const before: Record<Key, string> = {
    name: settings.name,
    country: settings.country ?? '',
    timezone: settings.timezone,
    dormancy_days: String(settings.dormancy_days),
  };
  const [typed, setTyped] = useState(before);
  const changed = KEYS.filter((key) => typed[key] !== before[key]);
  const save = useMutation({
    mutationFn: () =>
      bodyOfAnswer(
        api.POST('/api/v2/settings.json', {
          body: Object.fromEntries(changed.map((key) => [key, typed[key] === '' ? null : typed[key]])),
        }),
      ),
    onSuccess(next) {
      queries.setQueryData(['settings'], next);
      // They are saved, whether or not that can be read anew now.
      renew().catch(() => undefined);
      toaster.show({ type: 'success', content: texts.saved });
    },
  });
  const errorOf = (key: Key) => {
    const messages = save.error instanceof Refusal ? save.error.body[key] : undefined;
    return Array.isArray(messages) ? { errorText: messages.join(' ') } : {};
  };
  const isNamed = KEYS.some((key) => 'errorText' in errorOf(key));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Section
        title={texts.workspace}
        actions={
          may('administer') && (
            <Button formAction="submit" disabled={changed.length === 0} loading={save.isPending}>
              {groups.save}
            </Button>
          )
        }
      >
        <SpaceBetween size="m">
          {save.error && !isNamed && <Problem error={save.error} />}
          <ColumnLayout columns={2}>
            {KEYS.map((key) => (
              <FormField key={key} label={texts.labels[key]} description={texts.hints[key]} {...errorOf(key)}>
                <Input
                  value={typed[key]}
                  readOnly={!may('administer')}
                  onChange={({ detail }) => setTyped({ ...typed, [key]: detail.value })}
                />
              </FormField>
            ))}
          </ColumnLayout>
        </SpaceBetween>
      </Section>
    </form>
  );
}
