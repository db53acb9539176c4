import { Button } from '@cloudscape-design/components';
import { useMutation, useSession } from '../../common/api/index.ts';
import { useToaster } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { makeReport, type ReportRows } from './api.ts';

interface Props {
  readonly uuid: string;
  readonly rows?: ReportRows;
}

/** Downloads a file of an import's rows, which the service writes when the button is pressed. */
export function ReportButton({ uuid, rows = 'all' }: Props) {
  const { imports: texts } = useTexts();
  const { api, may } = useSession();
  const toaster = useToaster();
  const making = useMutation({
    async mutationFn() {
      location.assign(await makeReport(api, uuid, rows));
    },
    onError: toaster.fail,
  });
  if (!may('edit')) return null;
  return (
    <Button iconName="download" loading={making.isPending} onClick={() => making.mutate()}>
      {texts.reports[rows]}
    </Button>
  );
}
