import { FormField, SpaceBetween } from '@cloudscape-design/components';
import { BuilderToggle, QueryBox, useQueryEnv } from '../../common/query-box/index.ts';
import { useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly value: string;
  readonly error: string;
  readonly onChange: (query: string) => void;
}

/** A search that chooses people, typed or built of lists. */
export default function QueryField({ value, error, onChange }: Props) {
  const { policies: texts } = useTexts();
  const known = useQueryEnv();
  return (
    <SpaceBetween size="xs">
      <FormField label={texts.query} description={texts.queryHint} errorText={error}>
        <QueryBox label={texts.query} value={value} onChange={onChange} onSubmit={onChange} {...known} />
      </FormField>
      {/* Outside the field, whose label would become that of every control in it. */}
      <BuilderToggle text={value} env={known.env} onChange={onChange} />
    </SpaceBetween>
  );
}
