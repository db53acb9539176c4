import { useTexts } from '../../common/texts/index.ts';
import { useSettings } from './api.ts';
import { controlsOf } from './controls.ts';
import { SettingsSection } from './settings-section.tsx';

/** What a new workspace should say before anybody is in it: how numbers and days are read follows from it. */
const FIRST = ['name', 'country', 'timezone'];

export default function FirstSettings() {
  const { firstRun: texts } = useTexts();
  const settings = useSettings().data;
  if (settings === undefined) return null;
  const controls = controlsOf('workspace').filter(({ id }) => FIRST.includes(id));
  return <SettingsSection title={texts.settings} hint={texts.settingsHint} settings={settings} controls={controls} />;
}
