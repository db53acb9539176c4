export { default as messages } from '@cloudscape-design/components/i18n/messages/all.fr';
export * as texts from './texts.ts';
