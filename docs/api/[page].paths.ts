import { referencePages } from '../.vitepress/reference/pages.ts';

export default {
  paths: () => referencePages.map(({ name, text }) => ({ params: { page: name }, content: text })),
};
