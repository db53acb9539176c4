import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

const days = (count: number): string => `${count} ${plural(count, 'día', 'días')}`;

export const policies: Texts['policies'] = {
  hint: 'Una regla dice qué pasa con las personas paso a paso: un aviso, después ningún mensaje más, después el archivo.',
  days,
  percent: (shown) => `${shown} %`,
  try: 'Probar una regla con el pasado',
  tryHint: 'No cambia nada. Usted ve a quién habría tomado cada paso, y quién de ellos escribió después.',
  clock: 'Los días se cuentan desde',
  clocks: {
    last_seen: 'la última señal de vida',
    created: 'que se añadió el contacto',
    field: 'una fecha que usted guarda en un campo',
    stopped: 'que la persona se dio de baja',
    blocked: 'que se bloqueó a la persona',
    archived: 'que se archivó a la persona',
  },
  field: 'Campo con la fecha',
  query: 'Solo las personas que coinciden',
  queryHint: 'Una búsqueda, como: district = Huye. Déjela vacía para todas.',
  step: (number) => `Paso ${number}`,
  stages: {
    flag: 'Marcar como dormido',
    start_flow: 'Iniciar un flujo',
    add_to_group: 'Añadir a un grupo',
    tell: 'Avisar a otros programas',
    stop_sending: 'Dejar de enviar',
    archive: 'Archivar',
    delete: 'Eliminar definitivamente',
  },
  what: 'Qué hace',
  flow: 'Flujo',
  group: 'Grupo',
  afterClock: 'Días',
  afterStage: 'Días después del paso anterior',
  addStep: 'Añadir un paso',
  removeStep: (number) => `Quitar el paso ${number}`,
  line: 'La regla como línea',
  dayOf: (count) => `Después de ${days(count)}`,
  result: 'Lo que habría pasado',
  slider: (count) => `El primer paso después de ${days(count)}`,
  takenChart: 'Personas que tomó el primer paso, por mes',
  since: (day, people) => `Se sabe desde el ${day}, por los mensajes y el historial de ${people} personas.`,
  sampled: (read, of) =>
    `Contado con ${read} de ${of} personas, que son una buena muestra. Las proporciones son cercanas; los números son de la muestra.`,
  month: 'Mes',
  taken: 'Tomadas',
  stayedQuiet: 'Sin señales desde entonces',
  wroteAgain: 'Escribieron después',
  wroteWithin: (count) => `Escribieron en ${days(count)}`,
  would: (count, taken, wrote) =>
    `El primer paso habría actuado ${taken} ${plural(count, 'vez', 'veces')}. De esas personas, ${wrote} escribieron después.`,
  stepTotal: (taken, wrote) => `${taken} tomadas, ${wrote} escribieron después`,
  stepUnknown: 'Hace demasiado tiempo para saberlo',
  curve: 'Cuántas personas en silencio vuelven',
  curveHint: 'De las personas que llevan tantos días en silencio, la proporción que vuelve a escribir.',
  within: 'Vuelven en',
  unknownFrom: (count) =>
    `El gris es desconocido: después de ${days(count)} en silencio, a nadie se le ha seguido bastante tiempo para saberlo.`,
  plain: (cases, quiet, returned, within, range) =>
    `De ${cases} casos de más de ${days(quiet)} en silencio, ${returned} escribieron en otros ${days(within)}${range}.`,
  likely: (share, low, high) => ` (${share}, probablemente de ${low} a ${high})`,
  noCases: (quiet, within) =>
    `Todavía no hay ningún caso de ${days(quiet)} en silencio y ${days(within)} después. Esto es desconocido, no 0.`,
  estimate: (share) =>
    `Si se cuentan también las personas que siguen en silencio, se fueron o se añadieron tarde, vuelve cerca del ${share}.`,
  explain: 'Cómo leer esto',
  explanation: [
    'Un caso empieza con un mensaje y termina con el siguiente. Una persona puede ser varios casos.',
    'Darse de baja no es volver. Quien se dio de baja, o fue bloqueado o archivado, ya no cuenta desde ese día.',
    'Las personas eliminadas faltan en el pasado, así que puede parecer que vuelven más de las que volvieron.',
  ],
  prompted: (count, shown) =>
    `${shown} ${plural(count, 'regreso fue respuesta a un aviso, y no está', 'regresos fueron respuestas a un aviso, y no están')} en la curva.`,
  neverSeen: (open, wrote) => `Sin ninguna señal de vida: ${open} personas. ${wrote} escribieron por primera vez.`,
};
