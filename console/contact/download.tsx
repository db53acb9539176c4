import Button from '@cloudscape-design/components/button';
import { bodyOfAnswer } from '../api/client.ts';
import { useMutation } from '../api/mutation.ts';
import { everyPage } from '../api/queries.ts';
import { useSession } from '../session/session.tsx';
import { saveFile } from '../shell/save-file.ts';
import { useToaster } from '../shell/toasts.tsx';
import { useTexts } from '../texts/texts.tsx';

/** Saves all that is held of a person, for who asks what is: as the API has it, page after page. */
export function Download({ uuid }: { readonly uuid: string }) {
  const { contact: texts } = useTexts();
  const { api } = useSession();
  const toaster = useToaster();
  const download = useMutation({
    async mutationFn() {
      const held = await everyPage((cursor) =>
        bodyOfAnswer(
          api.GET('/api/v2/contact_export.json', { params: { query: { contact: uuid, ...(cursor && { cursor }) } } }),
        ),
      );
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
