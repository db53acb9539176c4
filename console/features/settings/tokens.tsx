import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, type Item, type Me, useSession } from '../../common/api/index.ts';
import { Choice, ListTable, nameColumn } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { ROLES } from './api.ts';
import { ConfirmChange } from './confirm-change.tsx';
import { NewEntry } from './new-entry.tsx';
import { OneTimeSecrets } from './one-time-secrets.tsx';

type Token = Item<'tokens'>;

/** Days that a token may last. */
const LIVES = ['30', '90', '365', 'ever'] as const;
type Life = (typeof LIVES)[number];

const endOf = (life: Life): string | null =>
  life === 'ever' ? null : new Date(Date.now() + Number(life) * 86_400_000).toISOString();

export function Tokens() {
  const { settings: texts, session } = useTexts();
  const { api, me } = useSession();
  const { day } = useFormats();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.get('tokens') });
  const [made, setMade] = useState<Answer<'tokens', 'post'> | null>(null);
  const [asked, setAsked] = useState<{ readonly what: 'rotate' | 'revoke'; readonly token: Token } | null>(null);
  const [life, setLife] = useState<Life>('ever');
  const [reach, setReach] = useState<'all' | 'read'>('all');
  const make = async (name: string, role: Me['role']) => {
    setMade(await api.post('tokens', { name, role, read_only: reach === 'read', expires_on: endOf(life) }));
    setLife('ever');
    setReach('all');
  };
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
        {...(tokens.data?.next === null && { find: ({ name, owner }: Token) => `${name} ${owner?.name ?? ''}` })}
        trackBy="uuid"
        columns={[
          nameColumn(texts.labels.name),
          {
            id: 'role',
            header: texts.role,
            sortingField: 'role',
            cell: ({ role, read_only, endpoints }) =>
              texts.mayOnly({
                role: session.roles[role],
                reads: read_only,
                endpoints: endpoints?.join(', ') ?? '',
                limited: Boolean(endpoints?.length),
              }),
          },
          { id: 'made', header: texts.made, sortingField: 'created_on', cell: ({ created_on }) => day(created_on) },
          { id: 'owner', header: texts.owner, cell: ({ owner }) => <bdi>{owner?.name}</bdi> },
          {
            id: 'used',
            header: texts.lastUsed,
            sortingField: 'last_used_on',
            cell: ({ last_used_on: on, last_used_from: from }) =>
              on === null ? texts.never : texts.usedFrom({ when: day(on), from: from ?? '' }),
          },
          {
            id: 'expires',
            header: texts.expires,
            sortingField: 'expires_on',
            cell: ({ expires_on }) => expires_on && day(expires_on),
          },
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
              make={make}
              queryKey="tokens"
            >
              <Choice
                options={(['all', 'read'] as const).map((value) => ({ value, label: texts.reaches[value] }))}
                ariaLabel={texts.reach}
                value={reach}
                onChange={setReach}
              />
              <Choice
                options={LIVES.map((value) => ({
                  value,
                  label: texts.lasts({ days: value === 'ever' ? null : Number(value) }),
                }))}
                ariaLabel={texts.expires}
                value={life}
                onChange={setLife}
              />
            </NewEntry>
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
