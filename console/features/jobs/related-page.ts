import { useSession } from '../../common/api/session.ts';
import type { Job } from '../../common/api/types.ts';
import { useTexts } from '../../common/texts/texts.tsx';

/** Kinds of job that delete people for good. */
const DELETES: readonly string[] = ['delete', 'purge_archived'];

/** The page that has more of a job: the import that it does, or the receipts of whom it has deleted; null where there is none. */
export function useRelatedPage(): (job: Job) => { readonly href: string; readonly text: string } | null {
  const { imports, erasures } = useTexts();
  const { may } = useSession();
  return ({ type, uuid, selection }) => {
    if (selection.import !== undefined) return { href: `/imports/${selection.import}`, text: imports.ofJob };
    return DELETES.includes(type) && may('administer') ? { href: `/erasures?job=${uuid}`, text: erasures.ofJob } : null;
  };
}
