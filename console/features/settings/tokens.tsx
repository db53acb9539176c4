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
  const [asked, setAsked] = useState<{ readonly what: 'rotate' | 'revoke'; readonly token: Token } | null>(null);
  const act = (what: 'rotate' | 'revoke', token: Token) => (
    <Button variant="inline-link" ariaLabel={`${texts[what]}: ${token.name}`} onClick={() => setAsked({ what, token })}>
      {texts[what]}
    </Button>
  );
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
          {
            id: 'role',
            header: texts.role,
            cell: ({ role, read_only, endpoints }) =>
              texts.mayOnly(session.roles[role], read_only, endpoints?.join(', ') ?? ''),
          },
          { id: 'made', header: texts.made, cell: ({ created_on }) => day(created_on) },
          { id: 'owner', header: texts.owner, cell: ({ owner }) => <bdi>{owner?.name}</bdi> },
          {
            id: 'used',
            header: texts.lastUsed,
            cell: ({ last_used_on: on, last_used_from: from }) =>
              on === null ? texts.never : texts.usedFrom(day(on), from ?? ''),
          },
          { id: 'expires', header: texts.expires, cell: ({ expires_on }) => expires_on && day(expires_on) },
          {
            id: 'revoke',
            header: texts.revoke,
            cell: (token) => (
              <SpaceBetween direction="horizontal" size="s">
                {act('rotate', token)}
                {token.uuid === me.who.uuid ? texts.yours : act('revoke', token)}
              </SpaceBetween>
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
      {asked && (
        <ConfirmChange
          title={texts[asked.what]}
          name={asked.token.name}
          hint={texts[`${asked.what}Hint`]}
          act={async () => {
            const { uuid } = asked.token;
            if (asked.what === 'revoke') await api.remove('tokens', { uuid });
            else setMade(await api.post('tokens', { rotate: true }, { uuid }));
          }}
          queryKey="tokens"
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
