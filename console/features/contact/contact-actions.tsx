import { Button, ButtonDropdown, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { ActionSheet, isQuick, type Task, useQuickAction } from '../../common/actions/index.ts';
import { type Contact, everyPage, useMutation, useSession } from '../../common/api/index.ts';
import { saveFile, useToaster } from '../../common/components/index.ts';
import { type Action, actionsOf, type ContactPlace } from '../../common/contacts/index.ts';
import { useTexts } from '../../common/texts/index.ts';

export function ContactActions({ contact }: { readonly contact: Contact }) {
  const { actions: texts, words } = useTexts();
  const { may } = useSession();
  const quick = useQuickAction();
  const [task, setTask] = useState<Task | null>(null);
  const [busy, setBusy] = useState<Action | null>(null);
  const place: ContactPlace = { type: 'folder', folder: contact.status ?? 'active' };
  // One contact is downloaded instead of exported.
  const actions = actionsOf(place, may).filter((action) => action !== 'export');
  const act = async (action: Action) => {
    const asked: Task = { action, selection: { contacts: [contact.uuid] }, count: 1, place };
    if (!isQuick(asked)) return setTask(asked);
    setBusy(action);
    await quick(asked);
    setBusy(null);
  };
  const [first, ...others] = actions;
  const download = useDownload(contact.uuid);
  const items = [
    ...others.map((action) => ({ id: action, text: texts.names[action] })),
    ...(may('administer') ? [{ id: 'download', text: texts.download, iconName: 'download' as const }] : []),
  ];
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        {items.length > 0 && (
          <ButtonDropdown
            items={items}
            disabled={busy !== null}
            loading={busy !== null && busy !== first ? true : download.isPending}
            onItemClick={({ detail }) => (detail.id === 'download' ? download.mutate() : void act(detail.id as Action))}
          >
            {words.actions}
          </ButtonDropdown>
        )}
        {first && (
          <Button variant="primary" disabled={busy !== null} loading={busy === first} onClick={() => void act(first)}>
            {texts.names[first]}
          </Button>
        )}
      </SpaceBetween>
      {task && <ActionSheet task={task} onClose={() => setTask(null)} />}
    </>
  );
}

/** Saves everything that the service holds about a contact, for people who ask for their data. */
function useDownload(uuid: string) {
  const { api } = useSession();
  const toaster = useToaster();
  return useMutation({
    async mutationFn() {
      const held = await everyPage(api, 'contact_export', { contact: uuid });
      saveFile(`contact-${uuid}.json`, JSON.stringify(held, null, 2));
    },
    onError: toaster.fail,
  });
}
