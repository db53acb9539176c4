import { Link } from 'wouter';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { changeOf, type Day, type Folders, type Kept, lineOf } from './trend.ts';
import { YearLine } from './year-line.tsx';

const TILES = ['active', 'dormant', 'stopped', 'blocked', 'archived', 'deleted'] as const satisfies readonly Kept[];

interface Props {
  readonly counts: Folders;
  readonly days: readonly Day[];
  /** Today in the workspace, as `2026-11-28`. */
  readonly today: string;
}

/** How many people are in each state, by how many that changed this month, and the line of a year. */
export function FolderTiles({ counts, days, today }: Props) {
  const { home: texts } = useTexts();
  const { number } = useFormats();
  return (
    <ul className="your-list">
      {TILES.map((folder) => {
        const line = lineOf(days, folder, counts, today);
        const name = texts.tiles[folder];
        return (
          <li key={folder}>
            <span>{folder === 'deleted' ? name : <Link href={`/contacts/${folder}`}>{name}</Link>}</span>
            <span className="number">{number(counts[folder])}</span>
            {days.length > 0 && (
              <>
                <Change line={line} />
                <YearLine line={line} name={name} />
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Change({ line }: { readonly line: ReturnType<typeof lineOf> }) {
  const { home: texts } = useTexts();
  const { number, day } = useFormats();
  const change = changeOf(line);
  if (change === null) return null;
  const since = day(`${change.since}T12:00:00Z`);
  return (
    <span className="quiet">
      {change.by === 0
        ? texts.same({ since })
        : texts.changed({ more: change.by > 0, shown: number(Math.abs(change.by)), since })}
    </span>
  );
}
