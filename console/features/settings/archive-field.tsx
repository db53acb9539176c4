import { Box } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { type Field, useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { countOfUses, Dialog, Loading, Problem, UseLinks } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

/** Shows what names a field, and archives it when nothing needs it. Its values stay. */
export function ArchiveField({ field, onClose }: { readonly field: Field; readonly onClose: () => void }) {
  const { fields: texts } = useTexts();
  const { api } = useSession();
  const invalidate = useInvalidate();
  const { key, name } = field;
  const read = useQuery({
    queryKey: ['fields', 'uses', key],
    queryFn: () => api.get('fields', { key, uses: 'true' }),
    gcTime: 0,
  });
  const uses = read.data?.results[0]?.uses;
  const archive = useMutation({
    mutationFn: () => api.post('fields', { archived: true }, { key }),
    async onSuccess() {
      onClose();
      await invalidate('fields', 'contacts', 'contact');
    },
  });
  const isNeeded = uses !== undefined && countOfUses(uses) > 0;
  return (
    <Dialog
      title={texts.archiveTitle({ name })}
      confirm={texts.archive}
      onConfirm={() => archive.mutate()}
      onClose={onClose}
      disabled={uses === undefined || isNeeded}
      change={archive}
    >
      <Box>{texts.archiveHint}</Box>
      {read.error && <Problem error={read.error} retry={() => void read.refetch()} />}
      {uses === undefined && !read.error && <Loading isPart />}
      {uses && <Box>{isNeeded ? texts.inUse : texts.unused}</Box>}
      {uses && isNeeded && <UseLinks uses={uses} />}
      {uses && uses.searches.length > 0 && <Box>{texts.inSearches({ names: uses.searches.join(', ') })}</Box>}
      {uses && uses.mappings.length > 0 && <Box>{texts.inMappings({ names: uses.mappings.join(', ') })}</Box>}
    </Dialog>
  );
}
