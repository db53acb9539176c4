import { SpaceBetween } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import { CHOICES, type Settings } from '../../common/api/index.ts';
import { Loading, Problem } from '../../common/components/index.ts';
import { textFor, useTexts } from '../../common/texts/index.ts';
import { useSettings } from './api.ts';
import { approveKind, choice, events, flag, keywords, languages, member, text } from './controls.ts';
import { ProposedChange } from './proposed-change.tsx';
import { SettingsSection } from './settings-section.tsx';

/** Settings that are shown and saved together. */
const GROUPS = {
  workspace: [
    text('name'),
    text('country', 'country'),
    text('timezone', 'timezone'),
    languages,
    choice('date_style'),
    text('dormancy_days', 'number'),
    text('contact_price', 'decimal'),
    text('currency', 'currency'),
  ],
  safety: [
    text('confirm_above', 'number'),
    text('delete_delay_hours', 'number'),
    text('approve_above', 'number'),
    ...CHOICES.settings.approve_kinds.map(approveKind),
    flag('delete_any_status'),
    flag('anon'),
  ],
  optOuts: [
    keywords('stop_words'),
    keywords('start_words'),
    keywords('help_words'),
    choice('opts_in_by'),
    flag('flows_may_opt_in'),
  ],
  retention: [text('messages_days', 'number'), text('history_days', 'number')],
  rates: [
    ...['v2', 'v2.contacts', 'v2.messages', 'v2.runs', 'v2.console'].map((scope) => member('api_rates', scope)),
    ...['groups', 'fields'].map((what) => member('limits', what)),
  ],
  bus: [events],
};

interface Props {
  readonly groups: readonly (keyof typeof GROUPS)[];
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
          controls={GROUPS[group]}
        />
      ))}
      {more?.(data)}
    </SpaceBetween>
  );
}
