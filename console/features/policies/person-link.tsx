import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { nameOf } from '../../common/contacts/index.ts';
import { useTexts } from '../../common/texts/index.ts';

/** A link to a contact by its name. Who is gone since has no name, and the link says so on its screen. */
export function PersonLink({ uuid }: { readonly uuid: string }) {
  const texts = useTexts();
  const { api } = useSession();
  const found = useQuery({
    queryKey: ['contacts', 'one', uuid],
    queryFn: async () => (await api.get('contacts', { uuid })).results[0] ?? null,
  });
  return (
    <Link href={`/contact/${uuid}`} dir="auto">
      {found.data ? nameOf(found.data, texts) : texts.words.contact}
    </Link>
  );
}
