import { Box, Button, Container, Form, Header, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Refusal, readSignedIn, signInAddress } from '../common/api/index.ts';
import { HtmlForm, SpokenAlert, TextField } from '../common/components/index.ts';
import { useProblems, useTexts } from '../common/texts/index.ts';
import { type OpenSession, useOtherTabs } from './other-tabs.ts';
import './sign-in.css';

/** Milliseconds after which the form is shown while another tab has not answered yet; its answer may come later. */
const HIDDEN_MS = 150;

interface Props {
  /** Why the last token was refused; null at the first visit and after a sign-out. */
  readonly why: Refusal | null;
  /** Whether nobody was signed in here before. Only such a tab takes the session of others without a question. */
  readonly isNew: boolean;
  readonly onToken: (token: string) => Promise<void>;
}

export default function SignIn({ why, isNew, onToken }: Props) {
  const { session: texts } = useTexts();
  const wordsOf = useProblems();
  const [token, setToken] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = async (entered: string) => {
    setBusy(true);
    await onToken(entered);
    setBusy(false);
    setChosen(null);
  };
  const choose = (sessions: readonly OpenSession[]): OpenSession | null => {
    if (busy) return null;
    const only = isNew && token === '' && sessions.length === 1 ? sessions[0] : undefined;
    return sessions.find(({ id }) => id === chosen) ?? only ?? null;
  };
  const sessions = useOtherTabs(choose, (answer) => void enter(answer));
  const isLate = useLate();
  if (sessions === null || (!isLate && choose(sessions) !== null)) return null;
  return (
    <main className="sign-in">
      <HtmlForm onSubmit={() => void (token.trim() !== '' && enter(bare(token)))}>
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
              <ByProvider />
              {why && (
                <SpokenAlert>
                  {why.code === 'wrong_token' || why.code === 'token_expired' ? texts.refused : wordsOf(why)}
                </SpokenAlert>
              )}
              {sessions.length > 0 && <Sessions sessions={sessions} chosen={chosen} onChoose={setChosen} />}
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

/** Signs in by the provider, where there is one; says why it did not go on there. */
function ByProvider() {
  const { session: texts } = useTexts();
  const { data } = useQuery({ queryKey: ['signed-in'], queryFn: readSignedIn });
  const why = new URLSearchParams(location.search).get('sign_in');
  const { pathname } = location;
  return (
    <>
      {why !== null && (
        <SpokenAlert>{isReason(why, texts.reasons) ? texts.reasons[why] : texts.reasons.refused}</SpokenAlert>
      )}
      {data?.provider && (
        <Button variant="primary" href={signInAddress(pathname)} fullWidth>
          {texts.byProvider}
        </Button>
      )}
    </>
  );
}

const isReason = <Reasons extends object>(why: string, reasons: Reasons): why is string & keyof Reasons =>
  Object.hasOwn(reasons, why);

interface SessionsProps {
  readonly sessions: readonly OpenSession[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** The sessions of other tabs, to go on with one of them. */
function Sessions({ sessions, chosen, onChoose }: SessionsProps) {
  const { session: texts } = useTexts();
  return (
    <section aria-label={texts.otherTabs}>
      <SpaceBetween size="xs">
        <Box variant="awsui-key-label">{texts.otherTabs}</Box>
        {sessions.map(({ id, tokenName, role, workspace }) => (
          <Button key={id} formAction="none" fullWidth loading={id === chosen} onClick={() => onChoose(id)}>
            {texts.goOn({ workspace: workspace.name, role: texts.roles[role], token: tokenName })}
          </Button>
        ))}
      </SpaceBetween>
    </section>
  );
}

/** Whether the form has been held back for long enough. */
function useLate(): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), HIDDEN_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLate;
}

/** The token in a copied text, which may start with the word `Token` of a header. */
const bare = (copied: string): string => copied.trim().replace(/^token\s+/i, '');
