import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

export const suppressions: Texts['suppressions'] = {
  hint: 'Direcciones que rechazaron los mensajes, las tenga alguien o no. Siguen aquí aunque se elimine a la persona.',
  ask: 'Preguntar por una dirección',
  addressHint: 'Un número de teléfono, un correo electrónico, o con su tipo, como whatsapp:250788123456.',
  look: 'Buscarla',
  isSuppressed: 'no recibe mensajes',
  isFree: 'no ha rechazado los mensajes',
  since: 'Desde',
  nobodys: 'Nadie tiene esta dirección',
  show: 'Mostrar el contacto',
  notes: { added: 'Añadida', lifted: 'Anulada' },
  liftAtContact: 'La baja de un contacto se anula en la página del contacto.',
  lift: 'Anularla',
  liftHint:
    'A quien reciba la dirección desde ahora se le podrán enviar mensajes. Hágalo solo si la persona lo ha pedido.',
  lifted: 'La exclusión está anulada.',
  reason: 'Motivo',
  reasonHint: 'Se queda con la dirección.',
  add: 'Añadir direcciones',
  addHint:
    'Direcciones que se dieron de baja en otro lugar. Los contactos que tienen alguna se dan de baja; las otras se recuerdan para quien las reciba.',
  addByImport: 'Importar un archivo entero de ellas, con vista previa.',
  addressesHint: 'Una por línea.',
  addReasonHint: 'De dónde viene la lista, por ejemplo.',
  suppress: (count, shown) =>
    count === 0 ? 'Excluir' : `Excluir ${shown} ${plural(count, 'dirección', 'direcciones')}`,
  suppressed: (count, shown) =>
    `Se ${plural(count, 'recuerda', 'recuerdan')} ${shown} ${plural(count, 'dirección', 'direcciones')}.`,
  stopped: (count, shown) => `${shown} ${plural(count, 'contacto dado', 'contactos dados')} de baja.`,
  refused: (count, shown) =>
    `${shown} ${plural(count, 'línea no se tomó, y sigue arriba para corregirla', 'líneas no se tomaron, y siguen arriba para corregirlas')}:`,
  already: (count, shown) => `${shown} ya ${plural(count, 'estaba excluida', 'estaban excluidas')}.`,
};
