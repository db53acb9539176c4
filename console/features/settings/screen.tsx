import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/session.ts';
import { useTexts } from '../../common/texts/texts.tsx';
import { Channels } from './channels.tsx';
import { Fields } from './fields.tsx';
import { Bus, General, Keeping, Limits, OptOuts } from './general.tsx';
import { Tokens } from './tokens.tsx';
import { Webhooks } from './webhooks.tsx';
import './settings.css';

const PARTS = ['workspace', 'opt-outs', 'keeping', 'limits', 'fields', 'tokens', 'webhooks', 'channels'] as const;
type Part = (typeof PARTS)[number];

/** For those who decide: the API shows them to nobody else. */
const ADMINISTRATORS: readonly Part[] = ['tokens', 'webhooks', 'channels'];

const CONTENT: Readonly<Record<Part, () => ReactNode>> = {
  workspace: () => <General />,
  'opt-outs': () => <OptOuts />,
  keeping: () => <Keeping />,
  limits: () => <Limits />,
  fields: () => <Fields />,
  tokens: () => <Tokens />,
  webhooks: () => (
    <SpaceBetween size="l">
      <Webhooks />
      <Bus />
    </SpaceBetween>
  ),
  channels: () => <Channels />,
};

/** What is decided for the whole workspace, a part at a time; which one is in the address. Who may not decide sees it, without what is secret. */
export default function SettingsScreen({ part }: { readonly part: string | undefined }) {
  const { shell, settings: texts } = useTexts();
  const { may } = useSession();
  const [, navigate] = useLocation();
  const parts = PARTS.filter((one) => may('administer') || !ADMINISTRATORS.includes(one));
  const shown = parts.find((one) => one === part) ?? 'workspace';
  return (
    <SpaceBetween size="l">
      <Header variant="h1" {...(!may('administer') && { description: texts.onlyAdministrators })}>
        {shell.settings}
      </Header>
      <Tabs
        ariaLabel={shell.settings}
        activeTabId={shown}
        tabs={parts.map((id) => ({ id, label: texts.parts[id], ...(id === shown && { content: CONTENT[id]() }) }))}
        onChange={({ detail }) => navigate(`/settings/${detail.activeTabId}`, { replace: true })}
      />
    </SpaceBetween>
  );
}
