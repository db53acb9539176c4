import { Box, Button } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Coded, Refusal, type Settings, useSession } from '../../common/api/index.ts';
import { ConfirmNumber, Dialog, HtmlForm, Problem, Section, TextField } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { useSaving } from './api.ts';

/** The number of contacts that the first night would delete. */
interface FirstNight {
  readonly count: number;
  readonly day: string;
}

/** The first night in a refusal that asks for its count; null for any other error. */
function firstNightOf(error: Error | null): FirstNight | null {
  if (!(error instanceof Refusal)) return null;
  const asked = (error.codes as { readonly purge_archived_after_days?: readonly Coded[] } | undefined)
    ?.purge_archived_after_days?.[0];
  if (asked?.code !== 'purge_count') return null;
  return { day: asked.data['day'] ?? '', count: Number(asked.data['count']) };
}

/** Asks when archived contacts are deleted. The user has to type the number of contacts of the first night. */
export function Purge({ settings }: { readonly settings: Settings }) {
  const { words, settings: texts } = useTexts();
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
    <HtmlForm onSubmit={() => save.mutate(change, done)}>
      <Section
        title={texts.purge}
        actions={
          may('administer') && (
            <Button formAction="submit" disabled={typed === before} loading={save.isPending}>
              {words.save}
            </Button>
          )
        }
      >
        {save.error && asked === null && <Problem error={save.error} />}
        <TextField
          label={texts.labels.purge_archived_after_days}
          description={texts.hints.purge_archived_after_days}
          constraintText={settings.purges_from && texts.purgesFrom({ day: day(settings.purges_from) })}
          value={typed}
          inputMode="numeric"
          readOnly={!may('administer')}
          onChange={setDays}
        />
      </Section>
      {asked && (
        <FirstNightDialog
          night={asked}
          isPending={save.isPending}
          onConfirm={() => save.mutate({ ...change, purge_count: asked.count }, done)}
          onClose={() => save.reset()}
        />
      )}
    </HtmlForm>
  );
}

interface DialogProps {
  readonly night: FirstNight;
  readonly isPending: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

function FirstNightDialog({ night, isPending, onConfirm, onClose }: DialogProps) {
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
      change={{ isPending, error: null }}
    >
      <Box>{texts.firstNight({ count, shown: number(count), day: day(`${night.day}T12:00:00Z`) })}</Box>
      <ConfirmNumber total={count} consequence="gone" value={typed} onChange={setTyped} />
    </Dialog>
  );
}
