import { Button } from '@cloudscape-design/components';
import { useProblems, useTexts } from '../texts/index.ts';
import { SpokenAlert } from './spoken-alert.tsx';

interface Props {
  readonly error: Error;
  /** Tries again; without it there is no button. */
  readonly retry?: () => void;
}

export function Problem({ error, retry }: Props) {
  const { shell } = useTexts();
  const wordsOf = useProblems();
  return <SpokenAlert action={retry && <Button onClick={retry}>{shell.retry}</Button>}>{wordsOf(error)}</SpokenAlert>;
}
