import { Button, FormField, SpaceBetween } from '@cloudscape-design/components';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useFields, useGroups, useSession } from '../../common/api/index.ts';
import { QueryBox, queryEnvOf } from '../../common/query-box/index.ts';
import { useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly value: string;
  readonly error: string;
  readonly onChange: (query: string) => void;
}

/** A search that chooses people, typed or built of lists. */
export function QueryField({ value, error, onChange }: Props) {
  const { policies: texts, builder } = useTexts();
  const { me } = useSession();
  const [isBuilding, setBuilding] = useState(false);
  const { data: known } = useFields();
  const { data: groupList } = useGroups();
  const [fields, groups] = useMemo(() => [known ?? [], groupList ?? []] as const, [known, groupList]);
  const env = useMemo(() => queryEnvOf(me.workspace, fields, groups), [me, fields, groups]);
  return (
    <SpaceBetween size="xs">
      <FormField label={texts.query} description={texts.queryHint} errorText={error}>
        <QueryBox
          label={texts.query}
          value={value}
          onChange={onChange}
          onSubmit={onChange}
          env={env}
          fields={fields}
          groups={groups}
        />
      </FormField>
      <Button variant="inline-link" ariaExpanded={isBuilding} onClick={() => setBuilding(!isBuilding)}>
        {isBuilding ? builder.hide : builder.title}
      </Button>
      {/* Outside the field, whose label would become that of every control in it. */}
      {isBuilding && (
        <Suspense fallback={null}>
          <Builder text={value} env={env} onChange={onChange} />
        </Suspense>
      )}
    </SpaceBetween>
  );
}

const Builder = lazy(() => import('../../common/query-builder/index.ts'));
