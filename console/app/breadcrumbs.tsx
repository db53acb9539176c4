import { BreadcrumbGroup } from '@cloudscape-design/components';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { isFolder, useGroups } from '../common/api/index.ts';
import { useFirstTexts } from '../common/texts/index.ts';

/** The path to the current screen. It also sets the page's title. */
export function Breadcrumbs() {
  const texts = useFirstTexts();
  const [path, navigate] = useLocation();
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
    <BreadcrumbGroup
      items={[{ text: head, href }, ...(rest === undefined ? [] : [{ text: rest, href: path }])]}
      onFollow={(event) => {
        event.preventDefault();
        navigate(event.detail.href);
      }}
    />
  );
}
