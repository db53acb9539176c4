import { Box, Button, ExpandableSection, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { everyPage, useMutation, useSession } from '../../common/api/index.ts';
import { Problem } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

/** The archived fields, to bring back; nothing where there are none. */
export function ArchivedFields() {
  const { fields: texts } = useTexts();
  const { number } = useFormats();
  const { api, may } = useSession();
  const read = useQuery({
    queryKey: ['fields', 'archived'],
    queryFn: () => everyPage(api, 'fields', { archived: 'true' }),
  });
  const back = useMutation({
    mutationFn: (key: string) => api.post('fields', { archived: false }, { key }),
    reads: ['fields', 'contacts', 'contact'],
  });
  const archived = read.data ?? [];
  if (archived.length === 0) return null;
  return (
    <ExpandableSection
      variant="container"
      headerText={texts.archived({ count: archived.length, shown: number(archived.length) })}
      headerDescription={texts.archivedHint}
    >
      <SpaceBetween size="s">
        {back.error && <Problem error={back.error} />}
        {archived.map(({ key, name }) => (
          <SpaceBetween key={key} direction="horizontal" size="s" alignItems="center">
            <Box>
              <bdi>{name}</bdi>
            </Box>
            {may('edit') && (
              <Button
                ariaLabel={`${texts.bringBack}: ${name}`}
                loading={back.isPending}
                onClick={() => back.mutate(key)}
              >
                {texts.bringBack}
              </Button>
            )}
          </SpaceBetween>
        ))}
      </SpaceBetween>
    </ExpandableSection>
  );
}
