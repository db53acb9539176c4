import { Button } from '@cloudscape-design/components';
import { everyPage, useMutation, useSession } from '../../common/api/index.ts';
import { saveFile, useToaster } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

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
