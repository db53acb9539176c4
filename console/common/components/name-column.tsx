import { Link } from 'wouter';

/** The column with each name; with a place a link to `/<place>/<uuid>`. */
export const nameColumn = (header: string, place?: string) => ({
  id: 'name',
  header,
  sortingField: 'name',
  isRowHeader: true,
  cell: ({ uuid, name }: { readonly uuid?: string; readonly name: string }) =>
    place === undefined ? (
      <bdi>{name}</bdi>
    ) : (
      <Link href={`/${place}/${uuid}`} className="cell-text" dir="auto">
        {name}
      </Link>
    ),
});
