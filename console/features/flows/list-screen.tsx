import { Button, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Flow, useFlows, useSession } from '../../common/api/index.ts';
import { ListTable, nameColumn, RelativeTime } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { Gallery } from './gallery.tsx';
import { ImportFlow } from './import-flow.tsx';

export default function FlowsScreen() {
  const { shell, words, flows: texts } = useTexts();
  const { may } = useSession();
  const { number } = useFormats();
  const flows = useFlows();
  const [open, setOpen] = useState<'gallery' | 'import' | null>(null);
  return (
    <>
      <ListTable<Flow>
        title={shell.flows}
        description={texts.hint}
        actions={
          may('edit') && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => setOpen('import')}>{texts.import}</Button>
              <Button variant="primary" onClick={() => setOpen('gallery')}>
                {texts.create}
              </Button>
            </SpaceBetween>
          )
        }
        items={flows.data ?? []}
        find={({ name }) => name}
        read={flows}
        trackBy="uuid"
        columns={[
          nameColumn(texts.name, 'flows'),
          {
            id: 'state',
            header: words.state,
            cell: ({ problems }) =>
              problems.length === 0 ? (
                <StatusIndicator>{texts.canRun}</StatusIndicator>
              ) : (
                <StatusIndicator type="error">{texts.cannotRun({ count: problems.length })}</StatusIndicator>
              ),
          },
          {
            id: 'runs',
            header: texts.runs,
            sortingComparator: (a, b) => a.runs.completed - b.runs.completed,
            cell: ({ runs }) => number(runs.completed),
          },
          {
            id: 'modified',
            header: texts.modified,
            sortingField: 'modified_on',
            cell: ({ modified_on }) => <RelativeTime at={modified_on} />,
          },
        ]}
        narrow={['name', 'state']}
        empty={texts.none}
      />
      {open === 'gallery' && <Gallery onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportFlow onClose={() => setOpen(null)} />}
    </>
  );
}
