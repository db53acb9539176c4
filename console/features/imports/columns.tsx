import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { useFields, useGroups, useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { ListTable, useNarrow } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { type Import, type ImportPreview, previewImport } from './api.ts';
import { ReadAgain } from './read-again.tsx';
import type { Choices } from './reading-choices.tsx';
import { TargetChoice } from './target-choice.tsx';

type FileColumn = ImportPreview['columns'][number];

interface Props {
  readonly imported: Import;
  readonly preview: ImportPreview;
  /** Called when a column is to become something else. */
  readonly onChange: () => void;
}

/** Each column with what it becomes. After a change the files have to be read again. */
export function Columns({ imported, preview, onChange }: Props) {
  const { words, imports: texts } = useTexts();
  const { may } = useSession();
  const narrow = useNarrow();
  const [fields, groups] = [useFields(), useGroups()];
  const known = { fields: fields.data ?? [], groups: groups.data ?? [] };
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({});
  const again = useAgain(imported);
  const targetOf = ({ column, target }: FileColumn) => changed[column] ?? target;
  const mapping = Object.fromEntries(preview.columns.map((one) => [one.column, targetOf(one)]));
  const change = (some: Readonly<Record<string, string>>) => {
    setChanged({ ...changed, ...some });
    onChange();
  };
  const apply = (saved: Readonly<Record<string, string>>) =>
    change(Object.fromEntries(Object.entries(saved).filter(([column]) => Object.hasOwn(mapping, column))));
  const becomes = (one: FileColumn) =>
    may('administer') ? (
      <TargetChoice
        {...known}
        column={one.column}
        target={targetOf(one)}
        onChange={(target) => change({ [one.column]: target })}
      />
    ) : (
      <code>{one.target}</code>
    );
  return (
    <ListTable<FileColumn>
      title={words.columns}
      description={texts.columnsHint}
      isPart
      items={preview.columns}
      // A name is new when no known field or group has it.
      read={fields.isPending || fields.error ? fields : groups}
      trackBy="column"
      wraps
      columns={[
        {
          id: 'column',
          header: texts.column,
          isRowHeader: true,
          cell: (one) => (
            <>
              <Name of={one} />
              {narrow && becomes(one)}
            </>
          ),
        },
        { id: 'becomes', header: texts.target, minWidth: 260, cell: becomes },
      ]}
      narrow={['column']}
      footer={
        may('administer') && (
          <ReadAgain
            imported={imported}
            onSaved={apply}
            onChange={onChange}
            busy={again.isPending}
            error={again.error}
            onAgain={(choices, saveAs) =>
              again.mutate({ ...choices, mapping, ...(saveAs && { save_mapping_as: saveAs }) })
            }
          />
        )
      }
    />
  );
}

function Name({ of: { column, examples } }: { readonly of: FileColumn }) {
  return (
    <>
      <bdi>
        <strong>{column}</strong>
      </bdi>
      <Box color="text-body-secondary">
        <bdi>{examples.join(' · ')}</bdi>
      </Box>
    </>
  );
}

type Reading = Choices & { readonly mapping: Record<string, string>; readonly save_mapping_as?: string };

/** Reads the files again, which replaces the preview. */
function useAgain({ uuid }: Import) {
  const { api } = useSession();
  const invalidate = useInvalidate();
  return useMutation({
    mutationFn: (reading: Reading) => previewImport(api, uuid, reading),
    onSuccess: () => invalidate('imports', 'import_mappings'),
  });
}
