import type { Texts } from '../catalogue.ts';

export const help: Texts['help'] = {
  more: 'La guía',
  keys: 'Teclas que ahorran tiempo',
  shortcuts: {
    '/': 'A la búsqueda',
    '?': 'Ayuda',
    'Ctrl Z': 'Deshacer lo que se acaba de hacer',
    F6: 'A los avisos del pie, y de vuelta',
    'g h': 'Inicio',
    'g c': 'Contactos activos',
    'g a': 'Contactos archivados',
    'g g': 'Grupos',
    'g f': 'Flujos',
    'g d': 'Tiempo en silencio',
    'g i': 'Importaciones',
    'g j': 'Tareas',
    'g s': 'Ajustes',
  },
  guides: {
    channels: 'Canales: adonde llegan los mensajes',
    'clean-up': 'Limpiar una lista de contactos',
    delete: 'Eliminar personas definitivamente',
    imports: 'Importar personas de archivos',
    jobs: 'Trabajar con muchos contactos',
    'move-in': 'Mudarse desde TextIt',
    'opt-outs': 'Las bajas y cómo terminan',
    'sign-in': 'Quién inicia sesión',
  },
  topics: {
    home: {
      title: 'Su lista',
      sentences: [
        'Cada número dice cuántas personas están en un estado, y su línea cómo cambió en un año.',
        'En “Qué hacer ahora” está lo que le espera, lo que no funciona y lo que ahorra dinero.',
        'Cada botón lleva primero a una vista previa. Nada cambia antes de que usted lo acepte.',
        'Diga en Ajustes cuánto cuesta un contacto al mes, y aquí verá cuánto ahorra archivar.',
      ],
    },
    contacts: {
      title: 'Contactos',
      sentences: [
        'Marque a las personas y elija una acción. Hasta cien cambian enseguida, y Deshacer lo revierte.',
        'Para más personas, y para todo lo definitivo, hay antes una vista previa.',
        'La búsqueda encuentra nombres y números. También entiende frases como “sin señales desde hace 6 meses”.',
        'En “Componer una búsqueda” la arma con listas, sin escribirla.',
      ],
    },
    contact: {
      title: 'Una persona',
      sentences: [
        'Puede cambiar aquí mismo el nombre, los números, los grupos y los campos, y guardarlos juntos.',
        'Debajo está lo que pasó: mensajes, cambios, quién los hizo y en qué tarea.',
        'Quien se dio de baja vuelve cuando le escribe. Usted solo puede anular una baja con un motivo.',
      ],
    },
    groups: {
      title: 'Grupos',
      sentences: [
        'Un grupo a mano tiene los miembros que ponen en él usted, un flujo o una importación.',
        'Un grupo inteligente tiene a todos los que encuentra su búsqueda, y se actualiza solo cuando cambian.',
        'Quien está archivado, bloqueado o de baja no está en ningún grupo.',
        'Eliminar un grupo no elimina a ninguno de sus miembros.',
      ],
    },
    flows: {
      title: 'Flujos',
      sentences: [
        'Un flujo dice lo que se hace con cada contacto que pasa por él, como archivarlo o rellenar un campo.',
        'Los flujos vienen de los modelos, o de un archivo que exporta TextIt. Se nombra lo que no puede usarse aquí.',
        'Pruebe antes un flujo con un contacto: eso no cambia nada.',
      ],
    },
    dormancy: {
      title: 'Tiempo en silencio',
      sentences: [
        'El gráfico muestra en qué mes dieron su última señal de vida las personas activas.',
        'Mueva la línea para ver cuántas llevan más tiempo en silencio. El botón da una vista previa de archivarlas.',
        'Cada noche, quien lleva en silencio los días fijados se marca como dormido. Sigue recibiendo mensajes.',
      ],
    },
    policies: {
      title: 'Reglas',
      sentences: [
        'Arriba están sus reglas. Una nueva está a prueba: cuenta de noche, y no hace nada hasta que usted la activa.',
        'Abajo empiece con un ejemplo, y pruebe con el pasado lo que habría hecho. No cambia nada.',
        'Una barra muestra a quiénes habría tomado el primer paso en un mes. El otro color son las que luego escribieron.',
        'La curva muestra cuántas personas en silencio vuelven. El gris es desconocido, no cero.',
      ],
    },
    imports: {
      title: 'Importaciones',
      sentences: [
        'Una importación tiene cuatro pasos: archivos, columnas, problemas, confirmación.',
        'Nada cambia antes del último paso, y una importación nunca anula una baja.',
        'Las filas que no se pueden importar se guardan con el motivo. Corríjalas y suéltelas aquí de nuevo.',
      ],
    },
    jobs: {
      title: 'Tareas',
      sentences: [
        'Una tarea es un trabajo con muchos contactos: archivar, eliminar, una importación, un flujo.',
        'Su página dice qué fue de cada contacto, y por qué algunos quedaron fuera.',
        'La mayoría de las tareas se pueden deshacer. Quien cambió desde entonces se queda como está.',
        'Algunas tareas esperan hasta que las aprueba una segunda persona.',
      ],
    },
    suppressions: {
      title: 'Lista de exclusión',
      sentences: [
        'Una dirección que está aquí rechazó los mensajes, la tenga o no un contacto.',
        'Las direcciones se guardan como huellas, así que no hay lista que leer: pregunte por una cada vez.',
        'Puede añadir las direcciones que se dieron de baja en otro lugar, aquí o con una importación.',
      ],
    },
    erasures: {
      title: 'Eliminaciones',
      sentences: [
        'Cada persona que se eliminó definitivamente deja aquí una entrada, que no dice quién era.',
        'Un comprobante está firmado. Quien lo recibe puede verificar que la eliminación ocurrió y que no se alteró.',
      ],
    },
    'audit-log': {
      title: 'Registro de auditoría',
      sentences: [
        'Quién hizo qué en este espacio de trabajo, durante 400 días. Nadie puede cambiar ni eliminar una entrada.',
        'Filtre por lo que se hizo y por persona, o guárdelo todo en un archivo.',
      ],
    },
    settings: {
      title: 'Ajustes',
      sentences: [
        'Cada parte tiene su propio botón para guardar. Solo se envía lo que usted cambió.',
        'Solo los administradores cambian los ajustes. Algunos cambios necesitan que un segundo administrador pida lo mismo.',
        'En “Avanzado” está lo que necesitan quienes conectan otros programas.',
      ],
    },
  },
};
