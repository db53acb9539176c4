import { ButtonDropdown } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { asPersonIn, readSignedIn, useSession } from '../common/api/index.ts';
import { useFirstTexts } from '../common/texts/index.ts';
import { storeToken } from './stored-token.ts';

/** The workspace of this tab; whoever is a person of several goes from one to another. Other tabs stay. */
export function WorkspaceName() {
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
