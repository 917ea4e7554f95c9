import type { Language } from '@holdspace/instruments/instrument'

/** What stands around a questionnaire on a patient's page. The questions themselves are the instrument's own. */
interface AnswerWords {
  readonly progress: (now: number, of: number) => string
  readonly back: string
  readonly next: string
  readonly review: string
  readonly send: string
  readonly sending: string
  readonly saving: string
  readonly saved: string
  readonly notSaved: string
  readonly onlyEnglish: string
  readonly optional: string
  readonly reviewTitle: string
  readonly allAnswered: string
  readonly unanswered: (count: number) => string
  readonly notAnswered: string
  readonly change: string
  readonly crisisTitle: string
  readonly crisisNow: string
  readonly crisisTalk: string
  readonly crisisRead: (readWhen: string) => string
  readonly crisisPractice: (practice: string, phone: string) => string
  readonly call: (number: string) => string
  readonly text: (number: string) => string
}

export const answerWords: { readonly [L in Language]: AnswerWords } = {
  en: {
    progress: (now, of) => `${now} of ${of}`,
    back: 'Back',
    next: 'Next',
    review: 'See my answers',
    send: 'Send my answers',
    sending: 'Sending …',
    saving: 'Saving …',
    saved: 'Saved',
    notSaved: 'Not saved yet. We try again when you choose your next answer.',
    onlyEnglish: '',
    optional: 'You may leave this one out.',
    reviewTitle: 'Your answers',
    allAnswered: 'Every question is answered. You can still change an answer.',
    unanswered: (count) =>
      count === 1
        ? 'One question is not answered. You can go back to it, or send the rest.'
        : `${count} questions are not answered. You can go back to them, or send the rest.`,
    notAnswered: 'Not answered',
    change: 'Change',
    crisisTitle: 'You do not have to be alone with this',
    crisisNow: 'If you are in danger, or might act on these thoughts, call 911 now.',
    crisisTalk: 'At any hour you can call or text 988 and talk with somebody (988 Suicide & Crisis Lifeline).',
    crisisRead: (readWhen) =>
      `Your care team reads your answer ${readWhen}. Do not wait for them if you need help now.`,
    crisisPractice: (practice, phone) => `${practice}: ${phone}`,
    call: (number) => `Call ${number}`,
    text: (number) => `Text ${number}`,
  },
  es: {
    progress: (now, of) => `${now} de ${of}`,
    back: 'Atrás',
    next: 'Siguiente',
    review: 'Ver mis respuestas',
    send: 'Enviar mis respuestas',
    sending: 'Enviando …',
    saving: 'Guardando …',
    saved: 'Guardado',
    notSaved: 'Aún no se ha guardado. Lo intentamos de nuevo con su próxima respuesta.',
    onlyEnglish: 'De este cuestionario no hay una traducción oficial libre: se muestra en inglés.',
    optional: 'Puede dejar esta sin responder.',
    reviewTitle: 'Sus respuestas',
    allAnswered: 'Todas las preguntas tienen respuesta. Todavía puede cambiar alguna.',
    unanswered: (count) =>
      count === 1
        ? 'Falta una respuesta. Puede volver a ella o enviar el resto.'
        : `Faltan ${count} respuestas. Puede volver a ellas o enviar el resto.`,
    notAnswered: 'Sin respuesta',
    change: 'Cambiar',
    crisisTitle: 'No tiene que pasar por esto a solas',
    crisisNow: 'Si está en peligro o podría actuar según estos pensamientos, llame al 911 ahora.',
    crisisTalk:
      'A cualquier hora puede llamar al 988 (oprima 2 para español) y hablar con alguien: Línea 988 de Prevención del Suicidio y Crisis.',
    crisisRead: (readWhen) => `Su equipo de atención lee su respuesta ${readWhen}. No espere si necesita ayuda ahora.`,
    crisisPractice: (practice, phone) => `${practice}: ${phone}`,
    call: (number) => `Llamar al ${number}`,
    text: (number) => `Enviar un mensaje al ${number}`,
  },
}
