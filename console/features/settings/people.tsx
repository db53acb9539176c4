import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Item, type Me, useMutation, useSession } from '../../common/api/index.ts';
import { Choice, ListTable, useToaster } from '../../common/components/index.ts';
import { filled, useFormats, useTexts } from '../../common/texts/index.ts';
import { ROLES } from './api.ts';
import { ConfirmChange } from './confirm-change.tsx';
import { NewEntry } from './new-entry.tsx';
import { OneTimeSecrets } from './one-time-secrets.tsx';

type Person = Item<'people'>;

/** Who may sign in, and who is invited to. */
export function People() {
  const { settings: texts, session, shell, words } = useTexts();
  const { api } = useSession();
  const { day } = useFormats();
  const people = useQuery({ queryKey: ['people'], queryFn: () => api.get('people') });
  const [link, setLink] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Person | null>(null);
  const roles = ROLES.map((value) => ({ value, label: session.roles[value], description: texts.roleHints[value] }));
  const nameOf = ({ name, email, uuid }: Person) => name ?? email ?? uuid;
  return (
    <>
      <ListTable<Person>
        title={texts.parts.people}
        description={texts.peopleHint}
        isPart
        items={people.data?.results ?? []}
        read={people}
        {...(people.data?.next === null && { find: (one: Person) => `${nameOf(one)} ${one.email ?? ''}` })}
        trackBy="uuid"
        columns={[
          {
            id: 'name',
            header: texts.labels.name,
            isRowHeader: true,
            minWidth: 110,
            cell: (one) => <bdi>{nameOf(one)}</bdi>,
          },
          {
            id: 'email',
            header: texts.email,
            sortingField: 'email',
            minWidth: 170,
            cell: ({ email }) => <bdi>{email}</bdi>,
          },
          {
            id: 'role',
            header: texts.role,
            sortingField: 'role',
            cell: (one) =>
              one.status === 'active' ? <RoleOf person={one} name={nameOf(one)} /> : session.roles[one.role],
          },
          {
            id: 'status',
            header: words.status,
            cell: ({ status, expires_on }) =>
              filled(texts.invitationUntil[status], { day: expires_on ? day(expires_on) : '' }),
          },
          {
            id: 'remove',
            header: texts.remove,
            cell: (one) => (
              <Button
                variant="inline-link"
                ariaLabel={`${texts.remove}: ${nameOf(one)}`}
                onClick={() => setRemoving(one)}
              >
                {texts.remove}
              </Button>
            ),
          },
        ]}
        empty={texts.nobody}
        footer={
          <SpaceBetween size="s">
            <NewEntry
              label={texts.invite}
              placeholder={texts.email}
              kindLabel={texts.role}
              kinds={roles}
              usual="viewer"
              make={async (email, role) =>
                setLink(((await api.post('people', { email, role })) as { link: string }).link)
              }
              queryKey="people"
            />
            <ul>
              {roles.map(({ value, label, description }) => (
                <li key={value}>{shell.saidOf({ name: label, what: description })}</li>
              ))}
            </ul>
            {link && <OneTimeSecrets values={[[texts.invitation, link]]} />}
          </SpaceBetween>
        }
      />
      {removing && (
        <ConfirmChange
          title={texts.remove}
          name={nameOf(removing)}
          hint={removing.status === 'active' ? texts.removePersonHint : texts.withdrawHint}
          act={() => api.remove('people', { uuid: removing.uuid })}
          queryKey="people"
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

function RoleOf({ person, name }: { readonly person: Person; readonly name: string }) {
  const { session, settings: texts } = useTexts();
  const { api } = useSession();
  const toaster = useToaster();
  const change = useMutation({
    mutationFn: (role: Me['role']) => api.post('people', { role }, { uuid: person.uuid }),
    reads: ['people'],
    onError: toaster.fail,
  });
  return (
    <Choice
      options={ROLES.map((value) => ({ value, label: session.roles[value] }))}
      ariaLabel={`${texts.role}: ${name}`}
      value={person.role}
      disabled={change.isPending}
      onChange={(role) => change.mutate(role)}
    />
  );
}
