import { Box, Button, Modal, SpaceBetween } from '@cloudscape-design/components';
import { useEffect } from 'react';
import { readSignedIn, signInAddress } from '../common/api/index.ts';
import { useTexts } from '../common/texts/index.ts';

interface Props {
  /** The person is signed in again, in another tab or this one. */
  readonly onBack: () => unknown;
  readonly onLeave: () => void;
}

/** Says that a person's session has ended. The page stays as it is behind it, so that nothing typed is lost. */
export default function SessionEnded({ onBack, onLeave }: Props) {
  const { session: texts } = useTexts();
  useEffect(() => {
    const look = () => void readSignedIn().then(({ person }) => person !== null && onBack());
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, [onBack]);
  return (
    <Modal
      visible
      header={texts.ended}
      closeAriaLabel={texts.signOut}
      onDismiss={onLeave}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onLeave}>
              {texts.signOut}
            </Button>
            <Button variant="primary" href={signInAddress('/')} target="_blank">
              {texts.signIn}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {texts.endedHint}
    </Modal>
  );
}
