import { Button, FormField, Input, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Item, type Me, useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { Choice, HtmlForm, ListTable } from '../../common/components/index.ts';
import { useFormats, useProblems, useTexts } from '../../common/texts/index.ts';
import { ConfirmChange } from './confirm-change.tsx';
import { OneTimeSecrets } from './one-time-secrets.tsx';

type Token = Item<'tokens'>;

/** The tokens of the workspace, and a form for a new one. */
export function Tokens() {
  const { settings: texts, session } = useTexts();
  const { api, me } = useSession();
  const { day } = useFormats();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.get('tokens') });
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
        footer={<NewToken />}
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

const ROLES: readonly Me['role'][] = ['viewer', 'editor', 'administrator'];

/** Makes a token and shows it, which happens only once. */
function NewToken() {
  const { settings: texts, session } = useTexts();
  const { api } = useSession();
  const invalidate = useInvalidate();
  const wordsOf = useProblems();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Me['role']>('viewer');
  const make = useMutation({
    mutationFn: () => api.post('tokens', { name, role }),
    async onSuccess() {
      setName('');
      await invalidate('tokens');
    },
  });
  return (
    <HtmlForm onSubmit={() => make.mutate()}>
      <SpaceBetween size="s">
        <FormField label={texts.newToken} errorText={make.error && wordsOf(make.error)}>
          <SpaceBetween direction="horizontal" size="xs">
            <Input
              value={name}
              ariaLabel={texts.newToken}
              placeholder={texts.labels.name}
              onChange={({ detail }) => setName(detail.value)}
            />
            <Choice
              options={ROLES.map((value) => ({ value, label: session.roles[value] }))}
              ariaLabel={texts.role}
              value={role}
              onChange={setRole}
            />
            <Button formAction="submit" disabled={name.trim() === ''} loading={make.isPending}>
              {texts.add}
            </Button>
          </SpaceBetween>
        </FormField>
        {make.data && <OneTimeSecrets values={[[session.token, make.data.token]]} />}
      </SpaceBetween>
    </HtmlForm>
  );
}
