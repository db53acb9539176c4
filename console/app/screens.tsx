import { Box, Button } from '@cloudscape-design/components';
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { type Folder, isFolder, useGroups, useReach } from '../common/api/index.ts';
import { FailedScreen, Loading, later, NotFound, SpokenAlert } from '../common/components/index.ts';
import { useFirstTexts } from '../common/texts/index.ts';
import { AddContact } from '../features/contacts/add-contact.tsx';
import { useIsFirstRun } from '../features/first-run/use-is-first-run.ts';

interface Props {
  /** The address; a change of it shows the children again. */
  readonly at: string;
  readonly children: ReactNode;
}

/** The list is part of what is loaded first only where the address leads to it. */
const loadContacts = () => import('../features/contacts/screen.tsx');
if (/^\/(?:contacts|groups)\//.test(location.pathname)) void loadContacts();
const ContactsScreen = lazy(async () => ({ default: (await loadContacts()).ContactsScreen }));
const HomeScreen = lazy(() => import('../features/home/screen.tsx'));
const GroupsScreen = lazy(() => import('../features/groups/list-screen.tsx'));
const GroupMenu = later(() => import('../features/groups/group-menu.tsx'));
const FlowsScreen = lazy(() => import('../features/flows/list-screen.tsx'));
const FlowScreen = lazy(() => import('../features/flows/flow-screen.tsx'));
const DormancyScreen = lazy(() => import('../features/dormancy/screen.tsx'));
const PoliciesScreen = lazy(() => import('../features/policies/screen.tsx'));
const PolicyScreen = lazy(() => import('../features/policies/policy-screen.tsx'));
const JobsScreen = lazy(() => import('../features/jobs/list-screen.tsx'));
const JobScreen = lazy(() => import('../features/jobs/job-screen.tsx'));
const ContactScreen = lazy(() => import('../features/contact/screen.tsx'));
const ImportsScreen = lazy(() => import('../features/imports/list-screen.tsx'));
const NewImportScreen = lazy(() => import('../features/imports/new-screen.tsx'));
const ImportScreen = lazy(() => import('../features/imports/import-screen.tsx'));
const SuppressionsScreen = lazy(() => import('../features/suppressions/screen.tsx'));
const ErasuresScreen = lazy(() => import('../features/erasures/screen.tsx'));
const AuditLogScreen = lazy(() => import('../features/audit-log/screen.tsx'));
const SettingsScreen = lazy(() => import('../features/settings/screen.tsx'));

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

const byUuid =
  (Screen: ComponentType<{ uuid: string }>) =>
  ({ uuid }: { uuid: string }) =>
    isUuid(uuid) ? <Screen key={uuid} uuid={uuid} /> : <NotFound />;

/** The screen of each address, which loads when it is opened. */
export function Screens() {
  const [path] = useLocation();
  return (
    <ErrorBoundary at={path}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/" component={Home} />
          <Route path="/contacts/:folder">
            {({ folder }) => (isFolder(folder) ? <FolderScreen key={folder} folder={folder} /> : <NotFound />)}
          </Route>
          <Route path="/contact/:uuid">{byUuid(ContactScreen)}</Route>
          <Route path="/settings/:part?">{({ part }) => <SettingsScreen part={part} />}</Route>
          <Route path="/groups" component={GroupsScreen} />
          <Route path="/groups/:uuid">{byUuid(GroupScreen)}</Route>
          <Route path="/flows" component={FlowsScreen} />
          <Route path="/flows/:uuid">{byUuid(FlowScreen)}</Route>
          <Route path="/dormancy" component={DormancyScreen} />
          <Route path="/policies" component={PoliciesScreen} />
          <Route path="/policies/:uuid">{byUuid(PolicyScreen)}</Route>
          <Route path="/imports" component={ImportsScreen} />
          <Route path="/imports/new" component={NewImportScreen} />
          <Route path="/imports/:uuid">{byUuid(ImportScreen)}</Route>
          <Route path="/suppressions" component={SuppressionsScreen} />
          <Route path="/erasures" component={ErasuresScreen} />
          <Route path="/audit-log" component={AuditLogScreen} />
          <Route path="/jobs" component={JobsScreen} />
          <Route path="/jobs/:uuid">{byUuid(JobScreen)}</Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}

const FirstRunScreen = lazy(() => import('../features/first-run/first-run.tsx'));
const FirstSettings = lazy(() => import('../features/settings/first-settings.tsx'));
const FirstRun = () => <FirstRunScreen settings={<FirstSettings />} add={<AddContact />} />;

/** Home. A workspace without contacts shows how to get some instead. */
function Home() {
  return useIsFirstRun('active') ? <FirstRun /> : <HomeScreen />;
}

/** The contacts of a folder. A workspace without contacts shows how to get some instead. */
function FolderScreen({ folder }: { readonly folder: Folder }) {
  if (useIsFirstRun(folder)) return <FirstRun />;
  return (
    <ContactsScreen place={{ type: 'folder', folder }} {...(folder === 'active' && { menu: () => <AddContact /> })} />
  );
}

function GroupScreen({ uuid }: { readonly uuid: string }) {
  const groups = useGroups();
  if (groups.error) return <FailedScreen error={groups.error} retry={() => void groups.refetch()} />;
  if (!groups.data) return <Loading />;
  const group = groups.data.find((one) => one.uuid === uuid);
  if (group === undefined) return <NotFound />;
  return (
    <ContactsScreen
      place={{ type: 'group', group }}
      menu={(onStart) => <GroupMenu group={group} onStart={onStart} />}
    />
  );
}

/** Keeps the page when a screen's script cannot be fetched (no connection, or a newer version has replaced it). */
class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate({ at }: Props) {
    if (this.state.failed && at !== this.props.at) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

/** Loads the page again by itself when the connection is back. */
function Broken() {
  const { shell } = useFirstTexts();
  const reach = useReach();
  const [wasReached] = useState(reach === 'reached');
  useEffect(() => {
    if (!wasReached && reach === 'reached') location.reload();
  }, [wasReached, reach]);
  return (
    <Box padding="l">
      <Box variant="h1">{shell.failed}</Box>
      <SpokenAlert action={<Button onClick={() => location.reload()}>{shell.reload}</Button>}>
        {shell.broken}
      </SpokenAlert>
    </Box>
  );
}
