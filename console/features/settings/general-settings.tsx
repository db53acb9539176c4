import { Button, SpaceBetween } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import { type Settings, useSession } from '../../common/api/index.ts';
import { AlertBox, Loading, Problem } from '../../common/components/index.ts';
import { textFor, useFormats, useTexts } from '../../common/texts/index.ts';
import { type Change, useSaving, useSettings } from './api.ts';
import { controlsOf, type Part } from './controls.ts';
import { SettingsSection } from './settings-section.tsx';

interface Props {
  /** Settings of a part are shown and saved together. */
  readonly groups: readonly Exclude<Part, 'own'>[];
  /** What follows the groups. */
  readonly more?: (settings: Settings) => ReactNode;
}

export function GeneralSettings({ groups, more }: Props) {
  const { settings: texts } = useTexts();
  const settings = useSettings();
  if (settings.error) return <Problem error={settings.error} retry={() => void settings.refetch()} />;
  if (!settings.data) return <Loading isPart />;
  const { data } = settings;
  return (
    <SpaceBetween size="l">
      {groups.includes('safety') && data.proposed && <ProposedChange proposed={data.proposed} />}
      {groups.map((group) => (
        <SettingsSection
          key={group}
          title={texts.groups[group]}
          hint={textFor(texts.groupHints, group)}
          settings={data}
          controls={controlsOf(group)}
        />
      ))}
      {more?.(data)}
    </SpaceBetween>
  );
}

/** A change that lets one person do more: another administrator makes it hold by asking for the same. */
function ProposedChange({ proposed }: { readonly proposed: NonNullable<Settings['proposed']> }) {
  const { settings: texts } = useTexts();
  const { moment } = useFormats();
  const { me, may } = useSession();
  const save = useSaving();
  const named = Object.entries(proposed.change).map(
    ([key, value]) => `${textFor(texts.labels, key) ?? key}: ${JSON.stringify(value)}`,
  );
  const canAgree =
    may('administer') && me.who.uuid !== proposed.by.uuid && !('purge_archived_after_days' in proposed.change);
  return (
    <AlertBox
      type="warning"
      header={texts.proposedBy({ name: proposed.by.name, until: moment(proposed.until) })}
      action={
        canAgree && (
          <Button loading={save.isPending} onClick={() => save.mutate(proposed.change as Change)}>
            {texts.agree}
          </Button>
        )
      }
    >
      <bdi>{named.join(', ')}</bdi>
      {save.error && <Problem error={save.error} />}
    </AlertBox>
  );
}
