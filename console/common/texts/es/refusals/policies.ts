import type { RefusalTexts } from '../../refusals.ts';

export const policies = {
  policy_no_groups: 'Nombre al menos un grupo, o ninguno para todas las personas.',
  policy_no_stages: 'Una regla tiene al menos un paso.',
  policy_groups_active: 'Solo los contactos activos están en grupos. Elija con una búsqueda.',
  stage_wrong: 'Paso {number}: {why}',
  stage_takes_no: 'Este paso no tiene “{name}”.',
  stage_key_form: '“{key}” no es un nombre de paso: letras minúsculas, cifras y _, 36 como máximo.',
  stage_key_twice: 'Dos pasos se llaman {key}.',
  stage_first_after: 'Antes del primer paso no hay otro. Diga después de cuántos días viene.',
  stage_first_days: 'Diga después de cuántos días viene el primer paso.',
  stage_no_time: 'Diga cuándo viene: en días contados desde el principio, o en días después del paso anterior.',
  stage_after_long: 'Como máximo {most} días después de un paso que no archiva, o en días contados desde el principio.',
  stage_days_archived: 'Después de archivar, diga cuántos días después.',
  stage_after_end: 'Nada puede seguir a una eliminación.',
  stage_only_active: 'Este paso necesita contactos activos: no puede seguir a un archivado.',
  stage_archived_before: 'Estos contactos ya están archivados.',
  stage_delete_archived: 'Aquí solo se eliminan contactos archivados. Ponga antes un paso que archive.',
  flag_by_last_seen: 'Solo la última señal de vida puede dejar a alguien dormido.',
  flag_before_sweep: 'El espacio de trabajo marca a los contactos después de {days} días. Elija al menos tantos.',
  clock_no_date: 'El campo {key} no contiene fechas.',
  policy_names_gone: 'Se eliminó un grupo que nombra, o su búsqueda ya no se puede leer. Elíjalos de nuevo.',
  policy_shadow_first: 'Una regla nueva empieza a prueba. Mire lo que haría, y actívela después.',
  policy_changed: 'Otra persona cambió la regla. Léala otra vez.',
  clock_too_many:
    'Contar así los días es posible con {most} contactos activos como máximo. Use la última señal de vida.',
  no_day: '“{value}” no es un día, como 2026-12-25.',
} satisfies Partial<RefusalTexts>;
