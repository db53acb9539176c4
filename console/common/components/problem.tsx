import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useProblems } from '../texts/problems.tsx';
import { useTexts } from '../texts/texts.tsx';

interface Props {
  readonly error: Error;
  /** Without it there is nothing to try again. */
  readonly retry?: () => void;
}

/** Says what went wrong, also to those who hear the page. */
export function Problem({ error, retry }: Props) {
  const { shell } = useTexts();
  const wordsOf = useProblems();
  return (
    <div role="alert">
      <Alert type="error" action={retry && <Button onClick={retry}>{shell.retry}</Button>}>
        {wordsOf(error)}
      </Alert>
    </div>
  );
}
