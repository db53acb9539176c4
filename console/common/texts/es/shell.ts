import type { Texts } from '../catalogue.ts';

export const shell: Texts['shell'] = {
  skip: 'Saltar al contenido',
  navigation: 'Navegación',
  closeNavigation: 'Cerrar la navegación',
  openNavigation: 'Abrir la navegación',
  notifications: 'Avisos',
  smartGroup: 'grupo inteligente',
  allGroups: 'Todos los grupos',
  home: 'Inicio',
  flows: 'Flujos',
  dormancy: 'Tiempo en silencio',
  jobs: 'Tareas',
  imports: 'Importaciones',
  settings: 'Ajustes',
  yourList: 'Su lista',
  policies: 'Reglas',
  suppressions: 'Lista de exclusión',
  erasures: 'Eliminaciones',
  auditLog: 'Registro de auditoría',
  help: 'Ayuda',
  closeHelp: 'Cerrar la ayuda',
  appearances: { system: 'Como el dispositivo', light: 'Claro', dark: 'Oscuro' },
  appearance: 'Apariencia',
  account: 'Cuenta',
  reach: {
    offline: 'No tiene conexión. Lo que ve puede ser antiguo, y no se puede cambiar nada hasta que vuelva la conexión.',
    unreachable: 'El servicio no responde. Lo que ve puede ser antiguo.',
  },
  notFound: 'No hay nada en esta dirección.',
  toContacts: 'A los contactos activos',
  failed: 'Esto no se pudo cargar.',
  saidOf: (name, what) => `${name}: ${what}`,
  broken:
    'Una parte de la consola no se pudo cargar. Se perdió la conexión, o hay una versión más nueva. Cargue la página otra vez.',
  reload: 'Cargar otra vez',
  retry: 'Intentar otra vez',
  loading: 'Cargando',
  dismiss: 'Cerrar',
  more: 'Mostrar más',
  unsaved: 'Lo que escribió no está guardado. ¿Salir sin guardarlo?',
  copy: 'Copiar',
  copied: 'Copiado',
  notCopied: 'No se pudo copiar',
};

export const folders: Texts['folders'] = {
  active: 'Activos',
  dormant: 'Dormidos',
  archived: 'Archivados',
  stopped: 'De baja',
  blocked: 'Bloqueados',
};

export const folderHints: Texts['folderHints'] = {
  active: 'Personas que pueden recibir mensajes, también las dormidas.',
  dormant: 'Personas activas sin señales de vida durante los días que se fijan en Tiempo en silencio.',
  archived:
    'Las personas archivadas no están en ningún grupo y no reciben mensajes. Se las puede eliminar definitivamente.',
  stopped: 'Estas personas se dieron de baja. No están en ningún grupo, y vuelven cuando escriben.',
  blocked: 'Las personas bloqueadas no reciben mensajes, los suyos se apartan, y no están en ningún grupo.',
};
