import { Box, KeyValuePairs, StatusIndicator } from '@cloudscape-design/components';
import { Section } from '../../common/components/index.ts';
import { ServiceText, useFormats, useTexts } from '../../common/texts/index.ts';
import type { Codes, ImportPreview } from './api.ts';

interface Props {
  readonly preview: ImportPreview;
  /** The codes of its warnings. */
  readonly codes: NonNullable<Codes['preview']>['warnings'] | undefined;
}

/** The numbers of a preview, and the fields and groups that it would make. */
export function ImportSummary({ preview, codes }: Props) {
  const { imports: texts, settings } = useTexts();
  const { number } = useFormats();
  const { opt_outs, new_fields, new_groups, new_smart_groups } = preview;
  const big = (label: string, count: number) => ({ label, value: <Box fontSize="heading-l">{number(count)}</Box> });
  const names = (all: readonly string[]) => <bdi>{all.join(', ')}</bdi>;
  const fields = new_fields.map(({ name, type }) => `${name} (${settings.types[type]})`);
  return (
    <Section title={texts.found}>
      <KeyValuePairs
        columns={4}
        items={[
          big(texts.rows, preview.rows),
          big(texts.created, preview.created),
          big(texts.updated, preview.updated),
          big(texts.unchanged, preview.unchanged),
          big(texts.invalid, preview.invalid),
          big(texts.duplicates, preview.duplicates),
          big(texts.optOutsGiven, opt_outs.given),
          big(texts.optOutsKept, opt_outs.kept),
        ]}
      />
      {(fields.length > 0 || new_groups.length > 0) && (
        <KeyValuePairs
          columns={2}
          items={[
            ...(fields.length > 0 ? [{ label: texts.newFields, value: names(fields) }] : []),
            ...(new_groups.length > 0 ? [{ label: texts.newGroups, value: names(new_groups) }] : []),
          ]}
        />
      )}
      {new_smart_groups.length > 0 && (
        <KeyValuePairs
          items={[
            {
              label: texts.newSmartGroups,
              value: new_smart_groups.map(({ name, query }) => (
                <div key={name}>
                  <bdi>{name}</bdi>: <Box variant="code">{query}</Box>
                </div>
              )),
            },
          ]}
        />
      )}
      {preview.warnings.map((warning, index) => (
        <StatusIndicator key={warning} type="warning">
          <ServiceText text={warning} code={codes?.[index]} />
        </StatusIndicator>
      ))}
    </Section>
  );
}
