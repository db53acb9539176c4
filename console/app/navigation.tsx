import { Icon, SideNavigation, type SideNavigationProps } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { FOLDERS, useCounts, useGroups, useSession } from '../common/api/index.ts';
import { type Formats, useFirstTexts, useFormats } from '../common/texts/index.ts';

/** Groups in the menu; "All groups" leads to the others. */
const SHOWN_GROUPS = 20;

/** The menu of all screens, with the number of contacts in each folder and group. */
export function Navigation() {
  const { words, shell, folders } = useFirstTexts();
  const { may } = useSession();
  const [path, navigate] = useLocation();
  const formats = useFormats();
  const counts = useCounts().data;
  const groups = useGroups().data ?? [];
  const link = (href: string, text: string, count?: number): SideNavigationProps.Link => ({
    type: 'link',
    href,
    text,
    ...countOf(count, formats),
  });
  const shownGroups = groups.slice(0, SHOWN_GROUPS).map(
    ({ uuid, name, query }): SideNavigationProps.Link => ({
      ...link(`/groups/${uuid}`, name, counts?.groups[uuid]),
      ...(query !== null && { icon: <Icon name="filter" size="small" ariaLabel={shell.smartGroup} /> }),
    }),
  );
  return (
    <SideNavigation
      activeHref={path}
      onFollow={(event) => {
        event.preventDefault();
        navigate(event.detail.href);
      }}
      items={[
        link('/', shell.home),
        {
          type: 'section',
          text: words.contacts,
          items: FOLDERS.map((folder) => link(`/contacts/${folder}`, folders[folder], counts?.folders[folder])),
        },
        {
          type: 'section',
          text: words.groups,
          items: [...shownGroups, link('/groups', shell.allGroups)],
        },
        { type: 'divider' },
        link('/flows', shell.flows),
        link('/dormancy', shell.dormancy),
        link('/policies', shell.policies),
        link('/imports', shell.imports),
        link('/jobs', shell.jobs),
        ...(may('administer')
          ? [
              link('/suppressions', shell.suppressions),
              link('/erasures', shell.erasures),
              link('/audit-log', shell.auditLog),
            ]
          : []),
        link('/settings', shell.settings),
      ]}
    />
  );
}

/** The number at the end of a line; nothing for zero. */
const countOf = (count: number | undefined, { number }: Formats) =>
  count ? { info: <span className="count">{number(count)}</span> } : {};
