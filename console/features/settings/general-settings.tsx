import { SpaceBetween } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import type { Settings } from '../../common/api/index.ts';
import { Loading, Problem } from '../../common/components/index.ts';
import { textFor, useTexts } from '../../common/texts/index.ts';
import { useSettings } from './api.ts';
import { controlsOf, type Part } from './controls.ts';
import { ProposedChange } from './proposed-change.tsx';
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
