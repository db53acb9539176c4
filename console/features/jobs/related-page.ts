import { type Job, useSession } from '../../common/api/index.ts';
import { useTexts } from '../../common/texts/index.ts';

/** The types of jobs that delete contacts for good. */
const DELETES: readonly string[] = ['delete', 'purge_archived'];

/** A link to the import of a job, or to the receipts of its deletions; null where there is neither. */
export function useRelatedPage(): (job: Job) => { readonly href: string; readonly text: string } | null {
  const { imports, erasures } = useTexts();
  const { may } = useSession();
  return ({ type, uuid, selection }) => {
    if (selection.import !== undefined) return { href: `/imports/${selection.import}`, text: imports.ofJob };
    return DELETES.includes(type) && may('administer') ? { href: `/erasures?job=${uuid}`, text: erasures.ofJob } : null;
  };
}
