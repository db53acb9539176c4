import { useFlows, useGroups } from '../../common/api/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

/** What rules are put into words with. */
export function useWords() {
  const texts = useTexts();
  const formats = useFormats();
  return { texts, formats, flows: useFlows().data ?? [], groups: useGroups().data ?? [] };
}
