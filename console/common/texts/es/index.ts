export { default as messages } from '@cloudscape-design/components/i18n/messages/all.es';
export * as texts from './texts.ts';
