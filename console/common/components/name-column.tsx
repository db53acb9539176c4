import { Link } from 'wouter';

/** The column with each name, a link to `/<place>/<uuid>`. */
export const nameColumn = (header: string, place: string) => ({
  id: 'name',
  header,
  sortingField: 'name',
  isRowHeader: true,
  cell: ({ uuid, name }: { readonly uuid: string; readonly name: string }) => (
    <Link href={`/${place}/${uuid}`} className="cell-text" dir="auto">
      {name}
    </Link>
  ),
});
