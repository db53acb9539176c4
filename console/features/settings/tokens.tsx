import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, type Item, type Me, useSession } from '../../common/api/index.ts';
import { ListTable } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { ConfirmChange } from './confirm-change.tsx';
import { NewEntry } from './new-entry.tsx';
import { OneTimeSecrets } from './one-time-secrets.tsx';

type Token = Item<'tokens'>;

const ROLES: readonly Me['role'][] = ['viewer', 'editor', 'administrator'];

export function Tokens() {
  const { settings: texts, session } = useTexts();
  const { api, me } = useSession();
  const { day } = useFormats();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.get('tokens') });
  const [made, setMade] = useState<Answer<'tokens', 'post'> | null>(null);
  const [revoking, setRevoking] = useState<Token | null>(null);
  return (
    <>
      <ListTable<Token>
        title={texts.parts.tokens}
        description={texts.tokensHint}
        isPart
        items={tokens.data?.results ?? []}
        read={tokens}
        trackBy="uuid"
        columns={[
          { id: 'name', header: texts.labels.name, isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
          { id: 'role', header: texts.role, cell: ({ role }) => session.roles[role] },
          { id: 'made', header: texts.made, cell: ({ created_on }) => day(created_on) },
          {
            id: 'revoke',
            header: texts.revoke,
            cell: (token) =>
              token.uuid === me.token.uuid ? (
                texts.yours
              ) : (
                <Button
                  variant="inline-link"
                  ariaLabel={`${texts.revoke}: ${token.name}`}
                  onClick={() => setRevoking(token)}
                >
                  {texts.revoke}
                </Button>
              ),
          },
        ]}
        footer={
          <SpaceBetween size="s">
            <NewEntry
              label={texts.newToken}
              kindLabel={texts.role}
              kinds={ROLES.map((value) => ({ value, label: session.roles[value] }))}
              usual="viewer"
              make={async (name, role) => setMade(await api.post('tokens', { name, role }))}
              queryKey="tokens"
            />
            {made && <OneTimeSecrets values={[[session.token, made.token]]} />}
          </SpaceBetween>
        }
      />
      {revoking && (
        <ConfirmChange
          title={texts.revoke}
          name={revoking.name}
          hint={texts.revokeHint}
          act={() => api.remove('tokens', { uuid: revoking.uuid })}
          queryKey="tokens"
          onClose={() => setRevoking(null)}
        />
      )}
    </>
  );
}
