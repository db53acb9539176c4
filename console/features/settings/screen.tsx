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

const PARTS = ['workspace', 'opt-outs', 'keeping', 'fields', 'people', 'channels'] as const;
/** What only those need who connect other programs. */
const ADVANCED = ['limits', 'tokens', 'webhooks'] as const;
type Part = (typeof PARTS)[number] | (typeof ADVANCED)[number];

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
  const mine = (one: Part) => may('administer') || !ADMINISTRATORS.includes(one);
  const parts = PARTS.filter(mine);
  const advanced = ADVANCED.filter(mine);
  const shown = [...parts, ...advanced].find((one) => one === part) ?? 'workspace';
  const isAdvanced = advanced.some((one) => one === shown);
  const show = (id: string) => navigate(`/settings/${id === 'advanced' ? advanced[0] : id}`, { replace: true });
  const tabOf = (id: Part) => ({ id, label: texts.parts[id], ...(id === shown && { content: CONTENT[id]() }) });
  const inner = (
    <Tabs
      ariaLabel={texts.parts.advanced}
      activeTabId={shown}
      tabs={advanced.map(tabOf)}
      onChange={({ detail }) => show(detail.activeTabId)}
    />
  );
  return (
    <Screen title={shell.settings} description={!may('administer') && texts.onlyAdministrators}>
      <Tabs
        ariaLabel={shell.settings}
        activeTabId={isAdvanced ? 'advanced' : shown}
        tabs={[
          ...parts.map(tabOf),
          { id: 'advanced', label: texts.parts.advanced, ...(isAdvanced && { content: inner }) },
        ]}
        onChange={({ detail }) => show(detail.activeTabId)}
      />
    </Screen>
  );
}
