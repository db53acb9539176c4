import { Box, Button, LiveRegion, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Job, useSession } from '../../common/api/index.ts';
import { SpokenAlert } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Import, ImportPreview } from './api.ts';
import type { Draft } from './draft.ts';
import { NotImported } from './not-imported.tsx';
import { ProblemGroup } from './problem-group.tsx';

interface Props {
  readonly imported: Import;
  readonly preview: ImportPreview;
  readonly job: Job;
  readonly draft: Draft;
  /** Reads the files again with a mend. */
  readonly onMend: (mend: Partial<Draft>) => void;
}

/** As many are drawn at first. */
const FEW = 10;

/** Why rows are refused, by reason, each with the buttons that mend it; and the refused rows as a file. */
export function ProblemsStep({ imported, preview, job, draft, onMend }: Props) {
  const { imports: texts } = useTexts();
  const { number } = useFormats();
  const { may } = useSession();
  const [isWhole, showAll] = useState(false);
  const { problems, invalid, rows } = preview;
  const blocking = problems.reduce((all, one) => all + (one.blocks ? one.rows : 0), 0);
  const shown = isWhole ? problems : problems.slice(0, FEW);
  if (invalid === 0) return <StatusIndicator type="info">{texts.noProblems}</StatusIndicator>;
  return (
    <SpaceBetween size="l">
      {job.total === 0 || blocking > 0 ? (
        <div tabIndex={-1} data-error>
          {blocking > 0 ? (
            <SpokenAlert header={texts.blocked({ count: blocking, shown: number(blocking) })}>
              {texts.blockedHint}
            </SpokenAlert>
          ) : (
            <SpokenAlert header={texts.allRefused({ shown: number(invalid) })}>{texts.allRefusedHint}</SpokenAlert>
          )}
        </div>
      ) : (
        <LiveRegion>
          <Box fontSize="heading-m">
            {texts.someRefused({ count: invalid, shown: number(invalid), all: number(rows) })}
          </Box>
        </LiveRegion>
      )}
      {shown.map((problem, index) => (
        <ProblemGroup
          // biome-ignore lint/suspicious/noArrayIndexKey: one reason may come with several sentences
          key={index}
          problem={problem}
          code={imported.codes?.preview?.problems[index]?.text}
          draft={draft}
          onMend={may('administer') ? onMend : null}
        />
      ))}
      {shown.length < problems.length && (
        <Button onClick={() => showAll(true)}>
          {texts.otherProblems({ shown: number(problems.length - shown.length) })}
        </Button>
      )}
      <NotImported imported={imported} preview={preview} />
    </SpaceBetween>
  );
}
