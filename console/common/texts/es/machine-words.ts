/** Words that no text has on a screen for managers (regular expressions); a test reads them. */
export const machineWords: readonly string[] = [
  'unidad(?:es)?',
  'índices?',
  'consultas?',
  'solicitud(?:es)?',
  'particion(?:es)?|partición',
  'segmentación',
  'proyeccion(?:es)?|proyección',
  'booleanos?',
  'nulos?',
  'expresion(?:es)? regular(?:es)?|expresión regular',
  'evalúa[ns]?|evaluad[oa]s?',
  'extremos?',
];
