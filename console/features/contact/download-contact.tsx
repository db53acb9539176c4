import { Button } from '@cloudscape-design/components';
import { everyPage } from '../../common/api/pages.ts';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { saveFile } from '../../common/components/save-file.ts';
import { useToaster } from '../../common/components/toasts.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

/** Saves everything that the service holds about a contact, for people who ask for their data. */
export function DownloadContact({ uuid }: { readonly uuid: string }) {
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
