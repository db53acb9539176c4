import { Box, Button, Container, Form, Header, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import type { Refusal } from '../common/api/index.ts';
import { HtmlForm, SpokenAlert, TextField } from '../common/components/index.ts';
import { useProblems, useTexts } from '../common/texts/index.ts';
import './sign-in.css';

interface Props {
  /** Why the last token was refused; null at the first visit and after a sign-out. */
  readonly why: Refusal | null;
  readonly onToken: (token: string) => Promise<void>;
}

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
      <HtmlForm onSubmit={() => void submit()}>
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
              {why && <SpokenAlert>{why.isSignedOut ? texts.refused : wordsOf(why)}</SpokenAlert>}
              <TextField
                label={texts.token}
                description={texts.tokenHint}
                value={token}
                type="password"
                autoComplete={false}
                autoFocus
                spellcheck={false}
                onChange={setToken}
              />
            </SpaceBetween>
          </Container>
        </Form>
      </HtmlForm>
    </main>
  );
}

/** The token in a copied text, which may start with the word `Token` of a header. */
const bare = (copied: string): string => copied.trim().replace(/^token\s+/i, '');
