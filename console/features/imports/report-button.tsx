import { Button } from '@cloudscape-design/components';
import { useMutation, useSession } from '../../common/api/index.ts';
import { useToaster } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { makeReport } from './api.ts';

/** Downloads a report of every row, which the service writes when the button is pressed. */
export function ReportButton({ uuid }: { readonly uuid: string }) {
  const { imports: texts } = useTexts();
  const { api, may } = useSession();
  const toaster = useToaster();
  const making = useMutation({
    async mutationFn() {
      location.assign(await makeReport(api, uuid));
    },
    onError: toaster.fail,
  });
  if (!may('edit')) return null;
  return (
    <Button iconName="download" loading={making.isPending} onClick={() => making.mutate()}>
      {texts.report}
    </Button>
  );
}
