import type { Texts } from '../catalogue.ts';

export const erasures: Texts['erasures'] = {
  hint: 'Todas las personas que se eliminaron definitivamente, primero las últimas. Nada aquí dice quiénes eran. Un comprobante está firmado: quien lo recibe puede verificar que es cierto.',
  none: 'Aquí no consta ninguna eliminación.',
  job: 'Tarea',
  uuid: 'Identificador, como en la lista de abajo',
  after: 'Desde',
  before: 'Hasta',
  day: 'AAAA-MM-DD',
  who: 'Eliminado por',
  removed: 'Desapareció también',
  removedOf: ({ urns, history, messages, groups }) =>
    `Direcciones: ${urns}. Historial: ${history}. Mensajes: ${messages}. Grupos: ${groups}.`,
  receipt: 'Comprobante',
  receiptOf: (contact) => `Comprobante de ${contact}`,
  receiptOfJob: 'Comprobante de toda la tarea',
  ofJob: 'Eliminaciones y comprobantes',
};
