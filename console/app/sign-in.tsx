import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { Refusal } from '../common/api/client.ts';
import { useProblems } from '../common/texts/problems.tsx';
import { useTexts } from '../common/texts/texts.tsx';
import './sign-in.css';

interface Props {
  /** Why the token before was refused; null at the first visit and after a sign-out. */
  readonly why: Refusal | null;
  readonly onToken: (token: string) => Promise<void>;
}

/** Asks for a token. It is kept for this tab only. */
export function SignIn({ why, onToken }: Props) {
  const { session: texts } = useTexts();
  const wordsOf = useProblems();
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (token.trim() === '') return;
    setBusy(true);
    await onToken(bare(token));
    setBusy(false);
  };
  return (
    <main className="sign-in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Form
          actions={
            <Button variant="primary" loading={busy} formAction="submit">
              {texts.signIn}
            </Button>
          }
        >
          <Container header={<Header variant="h1">{texts.title}</Header>}>
            <SpaceBetween size="m">
              <Box color="text-body-secondary">{texts.explanation}</Box>
              {why && (
                <div role="alert">
                  <Alert type="error">{why.isSignedOut ? texts.refused : wordsOf(why)}</Alert>
                </div>
              )}
              <FormField label={texts.token} description={texts.tokenHint}>
                <Input
                  value={token}
                  type="password"
                  autoComplete={false}
                  autoFocus
                  spellcheck={false}
                  onChange={({ detail }) => setToken(detail.value)}
                />
              </FormField>
            </SpaceBetween>
          </Container>
        </Form>
      </form>
    </main>
  );
}

/** A token as it was copied: perhaps with the word before it in a header. */
const bare = (copied: string): string => copied.trim().replace(/^token\s+/i, '');
