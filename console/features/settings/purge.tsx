import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Refusal } from '../../common/api/client.ts';
import { useSession } from '../../common/api/session.ts';
import type { Settings } from '../../common/api/types.ts';
import { ConfirmNumber } from '../../common/components/confirm-number.tsx';
import { Dialog } from '../../common/components/dialog.tsx';
import { Problem } from '../../common/components/problem.tsx';
import { Section } from '../../common/components/section.tsx';
import { useFormats } from '../../common/texts/formats.ts';
import { useTexts } from '../../common/texts/texts.tsx';
import { useSaving } from './api.ts';

/** What the first night would delete, as the service counted it. */
interface FirstNight {
  readonly count: number;
  readonly day: string;
}

/** Of a refusal that asks for the count; null for every other. */
function firstNightOf(error: Error | null): FirstNight | null {
  if (!(error instanceof Refusal)) return null;
  const asked = (error.codes as { readonly purge_archived_after_days?: readonly Coded[] } | undefined)
    ?.purge_archived_after_days?.[0];
  if (asked?.code !== 'purge_count') return null;
  return { day: asked.data['day'] ?? '', count: Number(asked.data['count']) };
}

interface Coded {
  readonly code: string;
  readonly data: Readonly<Record<string, string>>;
}

/** After how many days archived people are deleted for good by themselves. What would go first is counted, and its number typed, before that holds. */
export function Purge({ settings }: { readonly settings: Settings }) {
  const { settings: texts, groups } = useTexts();
  const { may } = useSession();
  const { day } = useFormats();
  const before = String(settings.purge_archived_after_days ?? '');
  const [days, setDays] = useState<string | null>(null);
  const typed = days ?? before;
  const save = useSaving();
  const asked = firstNightOf(save.error);
  const change = { purge_archived_after_days: typed === '' ? null : Number(typed) };
  const done = { onSuccess: () => setDays(null) };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(change, done);
      }}
    >
      <Section
        title={texts.purge}
        actions={
          may('administer') && (
            <Button formAction="submit" disabled={typed === before} loading={save.isPending}>
              {groups.save}
            </Button>
          )
        }
      >
        <SpaceBetween size="m">
          {save.error && asked === null && <Problem error={save.error} />}
          <FormField
            label={texts.labels.purge_archived_after_days}
            description={texts.hints.purge_archived_after_days}
            constraintText={settings.purges_from && texts.purgesFrom(day(settings.purges_from))}
          >
            <Input
              value={typed}
              inputMode="numeric"
              readOnly={!may('administer')}
              onChange={({ detail }) => setDays(detail.value)}
            />
          </FormField>
        </SpaceBetween>
      </Section>
      {asked && (
        <FirstNightDialog
          night={asked}
          busy={save.isPending}
          onConfirm={() => save.mutate({ ...change, purge_count: asked.count }, done)}
          onClose={() => save.reset()}
        />
      )}
    </form>
  );
}

interface DialogProps {
  readonly night: FirstNight;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

function FirstNightDialog({ night, busy, onConfirm, onClose }: DialogProps) {
  const { settings: texts } = useTexts();
  const { number, day } = useFormats();
  const [typed, setTyped] = useState('');
  const { count } = night;
  return (
    <Dialog
      title={texts.purge}
      confirm={texts.switchOn}
      onConfirm={onConfirm}
      onClose={onClose}
      disabled={typed.trim() !== String(count)}
      busy={busy}
    >
      <Box>{texts.firstNight(count, number(count), day(`${night.day}T12:00:00Z`))}</Box>
      <ConfirmNumber total={count} final value={typed} onChange={setTyped} />
    </Dialog>
  );
}
