import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { ActionSheet, isQuick, type Task, useQuickAction } from '../../common/actions/index.ts';
import { type Contact, everyPage, useMutation, useSession } from '../../common/api/index.ts';
import { saveFile, useToaster } from '../../common/components/index.ts';
import { type Action, actionsOf, type ContactPlace } from '../../common/contacts/index.ts';
import { useTexts } from '../../common/texts/index.ts';

export function ContactActions({ contact }: { readonly contact: Contact }) {
  const { actions: texts } = useTexts();
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
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        {actions.map((action) => (
          <Button key={action} disabled={busy !== null} loading={busy === action} onClick={() => void act(action)}>
            {texts.names[action]}
          </Button>
        ))}
        {may('administer') && <DownloadContact uuid={contact.uuid} />}
      </SpaceBetween>
      {task && <ActionSheet task={task} onClose={() => setTask(null)} />}
    </>
  );
}

/** Saves everything that the service holds about a contact, for people who ask for their data. */
function DownloadContact({ uuid }: { readonly uuid: string }) {
  const { contact: texts } = useTexts();
  const { api } = useSession();
  const toaster = useToaster();
  const download = useMutation({
    async mutationFn() {
      const held = await everyPage(api, 'contact_export', { contact: uuid });
      saveFile(`contact-${uuid}.json`, JSON.stringify(held, null, 2));
    },
    onError: toaster.fail,
  });
  return (
    <Button iconName="download" loading={download.isPending} onClick={() => download.mutate()}>
      {texts.download}
    </Button>
  );
}
