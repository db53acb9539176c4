import { SpaceBetween } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import type { Settings } from '../../common/api/index.ts';
import { Loading, Problem } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { useSettings } from './api.ts';
import { type Control, choice, events, flag, keywords, languages, member, text } from './controls.ts';
import { Purge } from './purge.tsx';
import { SettingsSection } from './settings-section.tsx';

const WORKSPACE: readonly Control[] = [
  text('name'),
  text('country'),
  text('timezone'),
  languages,
  choice('date_style'),
  text('dormancy_days', 'number'),
];
const OPT_OUTS: readonly Control[] = [
  keywords('stop_words'),
  keywords('start_words'),
  keywords('help_words'),
  choice('opts_in_by'),
  flag('flows_may_opt_in'),
];
const KEEPING: readonly Control[] = [text('messages_days', 'number'), text('history_days', 'number')];
const SAFETY: readonly Control[] = [
  text('confirm_above', 'number'),
  text('delete_delay_hours', 'number'),
  flag('delete_any_status'),
  flag('anon'),
];
const LIMITS: readonly Control[] = [
  ...['v2', 'v2.contacts', 'v2.messages', 'v2.runs', 'v2.console'].map((scope) => member('api_rates', scope)),
  ...['groups', 'fields'].map((what) => member('limits', what)),
];

/** Shows its children once the settings are read. */
function WithSettings({ children }: { readonly children: (settings: Settings) => ReactNode }) {
  const settings = useSettings();
  if (settings.error) return <Problem error={settings.error} retry={() => void settings.refetch()} />;
  return settings.data ? children(settings.data) : <Loading isPart />;
}

/** The name and place of the workspace, dormancy, and safety. */
export function General() {
  const { settings: texts } = useTexts();
  return (
    <WithSettings>
      {(settings) => (
        <SpaceBetween size="l">
          <SettingsSection title={texts.parts.workspace} settings={settings} controls={WORKSPACE} />
          <SettingsSection title={texts.safety} settings={settings} controls={SAFETY} />
        </SpaceBetween>
      )}
    </WithSettings>
  );
}

/** The messages that opt out and in. */
export function OptOuts() {
  const { settings: texts } = useTexts();
  return (
    <WithSettings>
      {(settings) => <SettingsSection title={texts.optOuts} settings={settings} controls={OPT_OUTS} />}
    </WithSettings>
  );
}

/** How long messages, history and archived people are kept. */
export function Keeping() {
  const { settings: texts } = useTexts();
  return (
    <WithSettings>
      {(settings) => (
        <SpaceBetween size="l">
          <SettingsSection title={texts.keeping} settings={settings} controls={KEEPING} />
          <Purge settings={settings} />
        </SpaceBetween>
      )}
    </WithSettings>
  );
}

/** Limits of requests, groups and fields. */
export function Limits() {
  const { settings: texts } = useTexts();
  return (
    <WithSettings>
      {(settings) => <SettingsSection title={texts.rates} settings={settings} controls={LIMITS} />}
    </WithSettings>
  );
}

/** The events on the deployment's bus. */
export function Bus() {
  const { connections: texts } = useTexts();
  return (
    <WithSettings>
      {(settings) => <SettingsSection title={texts.bus} hint={texts.busHint} settings={settings} controls={[events]} />}
    </WithSettings>
  );
}
