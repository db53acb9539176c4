import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import type { Flow } from '../api/types.ts';
import { When } from '../contacts/when.tsx';
import { useSession } from '../session/session.tsx';
import { ListTable } from '../shell/list-table.tsx';
import { nameColumn } from '../shell/name-column.tsx';
import { useFormats } from '../texts/format.ts';
import { useTexts } from '../texts/texts.tsx';
import { useFlows } from './api.ts';
import { Gallery } from './gallery.tsx';
import { ImportFlow } from './import.tsx';

/** Every flow, and the two ways to get one: from the gallery, or from TextIt. */
export default function FlowsScreen() {
  const { flows: texts } = useTexts();
  const { may } = useSession();
  const { number } = useFormats();
  const flows = useFlows();
  const [open, setOpen] = useState<'gallery' | 'import' | null>(null);
  return (
    <>
      <ListTable<Flow>
        title={texts.title}
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
        read={flows}
        trackBy="uuid"
        columns={[
          nameColumn(texts.name, 'flows'),
          {
            id: 'state',
            header: texts.state,
            cell: ({ problems }) =>
              problems.length === 0 ? (
                <StatusIndicator>{texts.canRun}</StatusIndicator>
              ) : (
                <StatusIndicator type="error">{texts.cannotRun(problems.length)}</StatusIndicator>
              ),
          },
          { id: 'runs', header: texts.runs, cell: ({ runs }) => number(runs.completed) },
          { id: 'modified', header: texts.modified, cell: ({ modified_on }) => <When at={modified_on} /> },
        ]}
        narrow={['name', 'state']}
        empty={texts.none}
      />
      {open === 'gallery' && <Gallery onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportFlow onClose={() => setOpen(null)} />}
    </>
  );
}
