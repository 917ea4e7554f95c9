import type { ConsentKind } from '@holdspace/clinic/consent/kinds'

/** What a patient reads beside the papers they signed, and before they take one back. */
interface OwnPaperWords {
  readonly title: string
  readonly lede: string
  readonly signed: (on: string) => string
  readonly takenBack: (at: string) => string
  readonly takeBack: string
  readonly ask: string
  readonly before: string
  readonly keep: string
  readonly yes: string
  readonly takingBack: string
  /** What follows from it, in one or two plain sentences (CONSENT.md section 6). */
  readonly means: { readonly [K in ConsentKind]: string }
}

const treatmentEn =
  'From now on you get no more of this medicine here until you sign again. If you are being treated right now, the people with you are told at once: nothing more is given, and they go on looking after you.'
const treatmentEs =
  'Desde ahora no recibe más de este medicamento aquí hasta que vuelva a firmar. Si en este momento está en tratamiento, se avisa de inmediato a quienes están con usted: no se le da nada más y siguen cuidándole.'

export const ownPaperWords: { readonly [Language in 'en' | 'es']: OwnPaperWords } = {
  en: {
    title: 'Papers you signed',
    lede: 'Open one to keep or print it. You can take back what you agreed to at any time, each by itself.',
    signed: (on) => `Signed ${on}`,
    takenBack: (at) => `Taken back ${at}`,
    takeBack: 'Take back',
    ask: 'Take this back?',
    before: 'What was done before stays done. You need give no reason, and your other papers stay as they are.',
    keep: 'Keep it',
    yes: 'Yes, take it back',
    takingBack: 'Being taken back …',
    means: {
      'treatment-iv': treatmentEn,
      'treatment-im': treatmentEn,
      'treatment-nasal': treatmentEn,
      'treatment-esketamine': treatmentEn,
      'treatment-by-mouth': treatmentEn,
      'ride-and-no-driving':
        'Without it no treatment is begun: you could be hurt on the way home. Please do not drive after a treatment in any case.',
      'privacy-notice': 'This paper says that you received the notice. It cannot be taken back.',
      'release-to-partner':
        'From now on this organization gets nothing more about you from us. What it read before, it has.',
      'release-to-therapist':
        'From now on this therapist sees nothing more of you here. What they read before, they have.',
      'financial-agreement':
        'Your agreement about prices ends. What was done until now is still owed; we call you before anything new is booked.',
      telehealth: 'From now on we do not meet you by video or telephone. You can come in person.',
      recording: 'From now on nothing is recorded. If something is being recorded now, say so: it is stopped.',
      touch: 'From now on nobody touches you to comfort you. Care that your safety needs is not part of this.',
    },
  },
  es: {
    title: 'Documentos que firmó',
    lede: 'Abra uno para guardarlo o imprimirlo. Puede retirar lo que aceptó en cualquier momento, cada documento por separado.',
    signed: (on) => `Firmado el ${on}`,
    takenBack: (at) => `Retirado el ${at}`,
    takeBack: 'Retirar',
    ask: '¿Retirar este documento?',
    before: 'Lo que ya se hizo no cambia. No tiene que dar motivos, y sus otros documentos quedan como están.',
    keep: 'Conservarlo',
    yes: 'Sí, retirarlo',
    takingBack: 'Retirando …',
    means: {
      'treatment-iv': treatmentEs,
      'treatment-im': treatmentEs,
      'treatment-nasal': treatmentEs,
      'treatment-esketamine': treatmentEs,
      'treatment-by-mouth': treatmentEs,
      'ride-and-no-driving':
        'Sin él no se empieza ningún tratamiento: podría hacerse daño de camino a casa. En todo caso, no conduzca después de un tratamiento.',
      'privacy-notice': 'Este documento dice que recibió el aviso. No se puede retirar.',
      'release-to-partner':
        'Desde ahora esta organización no recibe nada más sobre usted de nuestra parte. Lo que leyó antes, lo tiene.',
      'release-to-therapist': 'Desde ahora este terapeuta no ve nada más de usted aquí. Lo que leyó antes, lo tiene.',
      'financial-agreement':
        'Su acuerdo sobre los precios termina. Lo realizado hasta ahora se sigue debiendo; le llamamos antes de reservar algo nuevo.',
      telehealth: 'Desde ahora no nos vemos por video ni por teléfono. Puede venir en persona.',
      recording: 'Desde ahora no se graba nada. Si ahora se está grabando algo, dígalo: se detiene.',
      touch: 'Desde ahora nadie le toca para darle apoyo. El cuidado que exige su seguridad no forma parte de esto.',
    },
  },
}
