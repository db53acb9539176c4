import { Box } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../common/api/index.ts';
import { Problem, Section } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

export function Messages({ uuid }: { readonly uuid: string }) {
  const { api } = useSession();
  const { contact: texts } = useTexts();
  const { moment } = useFormats();
  const list = useQuery({
    queryKey: ['messages', uuid],
    queryFn: () => api.get('messages', { contact: uuid, limit: '20' }),
  });
  const messages = list.data?.results ?? [];
  return (
    <Section title={texts.messages}>
      {list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && messages.length === 0 && <Box color="text-body-secondary">{texts.noMessages}</Box>}
      {messages.map(({ id, text, created_on }) => (
        <div key={id}>
          <div dir="auto">{text}</div>
          <Box color="text-body-secondary" fontSize="body-s">
            {moment(created_on)}
          </Box>
        </div>
      ))}
    </Section>
  );
}
