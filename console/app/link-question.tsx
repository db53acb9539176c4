import { Box, KeyValuePairs, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { type Me, openApi, Refusal } from '../common/api/index.ts';
import { Dialog, SpokenAlert } from '../common/components/index.ts';
import { useProblems, useTexts } from '../common/texts/index.ts';
import { forgetLink } from './link-token.ts';

interface Props {
  readonly token: string;
  /** Who is signed in in this tab; null when nobody is. */
  readonly current: Me | null;
  readonly onOpen: (token: string, me: Me) => void;
}

/** Asks whether the session of a link shall be opened. It names the workspace, because anybody can send a link. */
export default function LinkQuestion({ token, current, onOpen }: Props) {
  const { link: texts, shell } = useTexts();
  const linked = useQuery({
    queryKey: ['link', token],
    queryFn: () => openApi(token, () => undefined).get('me'),
    retry: false,
    gcTime: 0,
  });
  const wordsOf = useProblems();
  const { data: me, error } = linked;
  if (!me && !error) return null;
  const isRefused = error instanceof Refusal && error.isSignedOut;
  const open = () => {
    if (!me) return void linked.refetch();
    forgetLink();
    onOpen(token, me);
  };
  return (
    <Dialog
      title={current ? texts.change : texts.title}
      confirm={me ? texts.open : shell.retry}
      cancel={current ? texts.stay : texts.doNotOpen}
      disabled={isRefused}
      onConfirm={open}
      onClose={forgetLink}
    >
      {me ? (
        <Sessions linked={me} current={current} />
      ) : (
        <SpokenAlert>{isRefused ? texts.refused : wordsOf(error)}</SpokenAlert>
      )}
    </Dialog>
  );
}

/** The session of the link, and that of this tab beside it. */
function Sessions({ linked, current }: { readonly linked: Me; readonly current: Me | null }) {
  const { link: texts, session } = useTexts();
  const shown = ({ workspace, role, who }: Me) => (
    <>
      <Box fontSize="heading-s">
        <bdi>{workspace.name}</bdi>
      </Box>
      {session.roles[role]} (<bdi>{who.name}</bdi>)
    </>
  );
  const { uuid, name } = linked.workspace;
  const isNamesake = current !== null && current.workspace.name === name && current.workspace.uuid !== uuid;
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={current ? 2 : 1}
        items={[
          { label: texts.linked, value: shown(linked) },
          ...(current ? [{ label: texts.current, value: shown(current) }] : []),
        ]}
      />
      {isNamesake && <SpokenAlert type="warning">{texts.namesake}</SpokenAlert>}
      <Box>{texts.trust}</Box>
    </SpaceBetween>
  );
}
