export { Alert as default } from '@cloudscape-design/components';
