import type { Texts } from '../catalogue.ts';

export const firstRun: Texts['firstRun'] = {
  title: 'Aquí no hay nadie todavía',
  import: 'Importar personas',
  importHint: 'Desde una hoja de cálculo, TextIt, Pinpoint, SES o Mailchimp. Primero ve lo que pasaría.',
  sample: 'Probarlo con un ejemplo',
  sampleHint:
    '24 personas inventadas en dos grupos, vistas desde hoy hasta hace años, y un flujo. A nadie se le puede enviar nada: sus direcciones no son números de teléfono.',
  make: 'Crear el programa de ejemplo',
  making: 'Creando el programa de ejemplo',
  made: 'El programa de ejemplo está listo. Para quitarlo, archive a sus personas, elimínelas en Archivados, y elimine sus grupos y su flujo.',
  invite: 'Invitar a su equipo',
  inviteHint: 'Cada persona entra con su propia cuenta, y ve y hace lo que usted permite.',
  forProgrammers: 'Para programadores',
  api: 'Añadir personas por la API',
  apiHint: 'Un administrador crea tokens en Ajustes. Las personas también llegan solas cuando escriben a un canal.',
  document: 'Toda la API, como documento OpenAPI',
  names: {
    all: 'Programa de ejemplo',
    mothers: 'Madres de ejemplo',
    farmers: 'Agricultores de ejemplo',
    quiet: 'Ejemplo: en silencio desde hace medio año',
    town: 'Localidad de ejemplo',
    flow: 'Ejemplo: archivar a quien entra',
    person: (name) => `${name} (ejemplo)`,
  },
};
