import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

/** How long somebody has to wait. */
const inTime = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  return seconds < 120 ? `${seconds} ${plural(seconds, 'segundo', 'segundos')}` : `${minutes} minutos`;
};

export const session: Texts['session'] = {
  title: 'Entrar en Dormouse',
  explanation:
    'Contactos de programas de mensajería: quién está activo, quién quedó en silencio, quién se dio de baja, quién se fue.',
  token: 'Token de la API',
  tokenHint: '40 letras y cifras. Un administrador los crea en Ajustes. Solo se guarda para esta pestaña.',
  signIn: 'Iniciar sesión',
  signOut: 'Cerrar sesión',
  otherTabs: 'Abierto en otras pestañas de este navegador',
  goOn: (workspace, role, token) => `${workspace} · ${role} (${token})`,
  refused: 'Este token no es válido, o ya no lo es. Mire si se copió entero, o pida uno nuevo a un administrador.',
  unreachable: 'No se puede llegar al servicio. Revise la conexión e inténtelo otra vez.',
  tooMany: (seconds) => `Fue demasiado a la vez. Inténtelo otra vez en ${inTime(seconds)}.`,
  busy: (seconds) =>
    `El servicio tiene demasiado trabajo, o se está renovando. Inténtelo otra vez en ${inTime(seconds)}.`,
  broken: 'El servicio ha fallado. Inténtelo otra vez en un minuto. Si falla de nuevo, avise a quien lo administra.',
  byProvider: 'Entre con su cuenta',
  ended: 'Su sesión terminó',
  endedHint: 'Inicie sesión otra vez en otra pestaña, y siga aquí: lo que escribió sigue aquí.',
  workspaces: 'Espacios de trabajo',
  reasons: {
    refused: 'No se inició la sesión. Inténtelo otra vez.',
    unavailable: 'El proveedor de inicio de sesión no responde. Inténtelo otra vez en unos minutos.',
    not_begun: 'El inicio de sesión tardó demasiado, o empezó en otro navegador. Inténtelo otra vez.',
    no_member: 'Inició sesión, pero no está en ningún espacio de trabajo. Pida a un administrador que le invite.',
    unknown_invitation: 'Esta invitación ya se usó o se retiró. Pida una nueva.',
    invitation_expired: 'Esta invitación venció: valía 7 días. Pida una nueva.',
    invitation_for_another: 'Esta invitación es para otra dirección de correo electrónico.',
  },
  roles: { administrator: 'Administrador', editor: 'Editor', viewer: 'Lector' },
};
