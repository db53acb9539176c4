import { Box, Button } from '@cloudscape-design/components';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { isFolder, useGroups, useMutation, useReach } from '../common/api/index.ts';
import { AlertBox, later, Toasts } from '../common/components/index.ts';
import { useFirstTexts } from '../common/texts/index.ts';
import { Frame } from './frame.tsx';
import { Navigation } from './navigation.tsx';
import { useShortcuts } from './shortcuts.ts';
import { TopBar } from './top-bar.tsx';
import './layout.css';
import { Link, useLocation } from 'wouter';

/** Help is not part of the first load. */
const Help = later(() => import('./help.tsx'));

export function Layout({ children }: { readonly children: ReactNode }) {
  const [isHelping, setHelping] = useState(false);
  useShortcuts({ onHelp: useCallback(() => setHelping((now) => !now), []) });
  return (
    <>
      <Frame
        bar={<TopBar path={<Path />} />}
        navigation={<Navigation />}
        help={<Help />}
        isHelping={isHelping}
        onHelp={setHelping}
      >
        <div id="content" tabIndex={-1}>
          <OfflineNotice />
          {children}
        </div>
      </Frame>
      <Toasts />
    </>
  );
}

/** Says above every screen, while it lasts, that there is no connection or that the service does not answer. */
function OfflineNotice() {
  const { shell } = useFirstTexts();
  const reach = useReach();
  const queries = useQueryClient();
  const again = useMutation({ mutationFn: () => queries.refetchQueries({ type: 'active' }) });
  return (
    <div role="status">
      {reach !== 'reached' && (
        <Box margin={{ bottom: 'm' }}>
          <AlertBox
            type="warning"
            action={
              <Button loading={again.isPending} onClick={() => again.mutate()}>
                {shell.retry}
              </Button>
            }
          >
            {shell.reach[reach]}
          </AlertBox>
        </Box>
      )}
    </div>
  );
}

/** The way to the current screen. It also sets the page's title. */
function Path() {
  const texts = useFirstTexts();
  const [path] = useLocation();
  const groups = useGroups().data ?? [];
  const [first = '', second = ''] = path.split('/').slice(1);
  const heads: Readonly<Record<string, string>> = {
    contacts: texts.words.contacts,
    contact: texts.words.contacts,
    groups: texts.words.groups,
    flows: texts.shell.flows,
    dormancy: texts.shell.dormancy,
    policies: texts.shell.policies,
    jobs: texts.shell.jobs,
    imports: texts.shell.imports,
    suppressions: texts.shell.suppressions,
    erasures: texts.shell.erasures,
    settings: texts.shell.settings,
  };
  const head = heads[first];
  const group = first === 'groups' ? groups.find(({ uuid }) => uuid === second)?.name : undefined;
  const rest = isFolder(second) ? texts.folders[second] : group;
  const title = [path === '/' ? texts.shell.yourList : rest, head, texts.product]
    .filter((part) => part !== undefined)
    .join(' – ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (head === undefined) return null;
  const href = first === 'contacts' || first === 'contact' ? '/contacts/active' : `/${first}`;
  return (
    <span className="path">
      {rest === undefined ? (
        head
      ) : (
        <>
          <Link href={href}>{head}</Link> › {rest}
        </>
      )}
    </span>
  );
}
