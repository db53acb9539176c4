import { SpaceBetween, Tabs } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { Screen } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { Channels } from './channels.tsx';
import { Fields } from './fields.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { People } from './people.tsx';
import { Purge } from './purge.tsx';
import { Tokens } from './tokens.tsx';
import { Webhooks } from './webhooks.tsx';
import './settings.css';

const PARTS = [
  'workspace',
  'opt-outs',
  'keeping',
  'limits',
  'fields',
  'people',
  'tokens',
  'webhooks',
  'channels',
] as const;
type Part = (typeof PARTS)[number];

/** Parts that the API shows to administrators only. */
const ADMINISTRATORS: readonly Part[] = ['people', 'tokens', 'webhooks', 'channels'];

const CONTENT: Readonly<Record<Part, () => ReactNode>> = {
  workspace: () => <GeneralSettings groups={['workspace', 'safety']} />,
  'opt-outs': () => <GeneralSettings groups={['optOuts']} />,
  keeping: () => <GeneralSettings groups={['retention']} more={(settings) => <Purge settings={settings} />} />,
  limits: () => <GeneralSettings groups={['rates']} />,
  fields: () => <Fields />,
  people: () => <People />,
  tokens: () => <Tokens />,
  webhooks: () => (
    <SpaceBetween size="l">
      <Webhooks />
      <GeneralSettings groups={['bus']} />
    </SpaceBetween>
  ),
  channels: () => <Channels />,
};

/** The settings, one part at a time; the address names the part. Only administrators change them. */
export default function SettingsScreen({ part }: { readonly part: string | undefined }) {
  const { shell, settings: texts } = useTexts();
  const { may } = useSession();
  const [, navigate] = useLocation();
  const parts = PARTS.filter((one) => may('administer') || !ADMINISTRATORS.includes(one));
  const shown = parts.find((one) => one === part) ?? 'workspace';
  return (
    <Screen title={shell.settings} description={!may('administer') && texts.onlyAdministrators}>
      <Tabs
        ariaLabel={shell.settings}
        activeTabId={shown}
        tabs={parts.map((id) => ({ id, label: texts.parts[id], ...(id === shown && { content: CONTENT[id]() }) }))}
        onChange={({ detail }) => navigate(`/settings/${detail.activeTabId}`, { replace: true })}
      />
    </Screen>
  );
}
