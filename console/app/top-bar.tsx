import { ButtonDropdown, type ButtonDropdownProps } from '@cloudscape-design/components';
import { type ReactNode, useState } from 'react';
import { asPersonIn, readSignedIn, useSession } from '../common/api/index.ts';
import { later, useNarrow, useToaster } from '../common/components/index.ts';
import { LANGUAGES, type Language, optionsOf, useFirstTexts, useLanguage } from '../common/texts/index.ts';
import { type Appearance, chooseAppearance, storedAppearance } from './appearance.ts';
import './top-bar.css';
import { useQuery } from '@tanstack/react-query';
import { storeToken } from './stored-token.ts';

// What jobs do is not part of the first load.
const RunningJobs = later(() => import('../features/jobs/running-jobs.tsx'));
const JobBell = later(() => import('../features/jobs/job-bell.tsx'));

/** The bar above all screens: the workspace, the way to the screen, running jobs, and the menu of the account. */
export function TopBar({ path }: { readonly path: ReactNode }) {
  const texts = useFirstTexts();
  return (
    <div className="top-bar">
      <a className="skip" href="#content">
        {texts.shell.skip}
      </a>
      <span className="brand">
        <img src="/icon.svg" alt="" width="24" height="24" />
        <strong>{texts.product}</strong>
        <WorkspaceName />
        {path}
      </span>
      <span className="right">
        <RunningJobs />
        <JobBell />
        <AccountMenu />
      </span>
    </div>
  );
}

function AccountMenu() {
  const { me, signOut } = useSession();
  const { words, shell, session } = useFirstTexts();
  const { language, speak } = useLanguage();
  const { fail } = useToaster();
  const narrow = useNarrow();
  const [appearance, setAppearance] = useState(storedAppearance);
  const items: ButtonDropdownProps.ItemOrGroup[] = [
    {
      text: shell.appearance,
      items: optionsOf(shell.appearances).map(({ value, label }) =>
        checkbox(`appearance:${value}`, label, value === appearance),
      ),
    },
    {
      text: words.language,
      items: Object.entries(LANGUAGES).map(([id, { name }]) => checkbox(`language:${id}`, name, id === language)),
    },
    { id: 'sign-out', text: session.signOut },
  ];
  const choose = (id: string) => {
    const [what, value = ''] = id.split(':');
    if (what === 'sign-out') signOut();
    else if (what === 'language') speak(value as Language).catch(fail);
    else {
      chooseAppearance(value as Appearance);
      setAppearance(value as Appearance);
    }
  };
  return (
    <ButtonDropdown
      items={items}
      ariaLabel={`${shell.account}: ${me.who.name}, ${session.roles[me.role]}`}
      onItemClick={({ detail }) => choose(detail.id)}
      expandableGroups
      {...(narrow
        ? { variant: 'icon' as const }
        : { children: me.who.type === 'person' ? me.who.name : session.roles[me.role] })}
    />
  );
}

const checkbox = (id: string, text: string, checked: boolean): ButtonDropdownProps.CheckboxItem => ({
  id,
  text,
  itemType: 'checkbox',
  checked,
});

/** The workspace of this tab; whoever is a person of several goes from one to another. Other tabs stay. */
function WorkspaceName() {
  const { me } = useSession();
  const { session: texts } = useFirstTexts();
  const isPerson = me.who.type === 'person';
  const { data } = useQuery({ queryKey: ['signed-in'], queryFn: readSignedIn, enabled: isPerson });
  const workspaces = data?.workspaces ?? [];
  if (workspaces.length < 2)
    return (
      <span className="workspace" dir="auto" title={me.workspace.name}>
        {me.workspace.name}
      </span>
    );
  return (
    <ButtonDropdown
      variant="normal"
      ariaLabel={`${texts.workspaces}: ${me.workspace.name}`}
      items={workspaces.map(({ uuid, name, role }) => ({
        id: uuid,
        text: name,
        secondaryText: texts.roles[role],
        disabled: uuid === me.workspace.uuid,
      }))}
      onItemClick={({ detail }) => {
        storeToken(asPersonIn(detail.id));
        // A page loaded anew has nothing left of the workspace before.
        location.assign('/');
      }}
    >
      {me.workspace.name}
    </ButtonDropdown>
  );
}
