/**
 * What Holdspace writes to people, as data, in English and Spanish. A message never names the treatment, what is treated
 * or a measure (RULINGS 15): a lock screen, a shared mailbox and a mail provider all read along. It holds no free text:
 * only the words listed under `words`, put where `{word}` stands. A test reads every template for words that tell.
 */
export interface MailText {
  readonly subject: string
  readonly body: string
}

export interface MailTemplate<Word extends string = string> {
  readonly words: readonly Word[]
  readonly en: MailText
  readonly es: MailText
}

export const mailLanguages = ['en', 'es'] as const
export type MailLanguage = (typeof mailLanguages)[number]

/** Words every template may use. */
export const sharedWords = ['practice', 'firstName'] as const

function template<const Word extends string>(
  words: readonly Word[],
  en: readonly [subject: string, ...body: string[]],
  es: readonly [subject: string, ...body: string[]],
): MailTemplate<Word> {
  return { words, en: text(en), es: text(es) }
}

function text([subject, ...body]: readonly [string, ...string[]]): MailText {
  return { subject, body: body.join('\n\n') }
}

const notRead = {
  en: 'Nobody reads answers to this message. If you need help right away, call 911 or 988.',
  es: 'Nadie lee las respuestas a este mensaje. Si necesita ayuda inmediata, llame al 911 o al 988.',
} as const

export const mailTemplates = {
  'forms-to-fill-in': template(
    ['link', 'until'],
    [
      'Forms from {practice}',
      'Hello {firstName},',
      '{practice} asks you to fill in a few forms before your visit. You can stop and go on later on this device:',
      '{link}',
      'The link works until {until}. It is for you alone; please do not pass it on.',
      notRead.en,
    ],
    [
      'Formularios de {practice}',
      'Hola, {firstName}:',
      '{practice} le pide que complete unos formularios antes de su visita. Puede parar y seguir más tarde en este dispositivo:',
      '{link}',
      'El enlace funciona hasta el {until}. Es solo para usted; por favor, no lo comparta.',
      notRead.es,
    ],
  ),
  'link-renewed': template(
    ['link', 'until'],
    [
      'Your new link from {practice}',
      'Hello {firstName},',
      'Here is the new link you asked for. The old one works no longer.',
      '{link}',
      'It works until {until}.',
      notRead.en,
    ],
    [
      'Su nuevo enlace de {practice}',
      'Hola, {firstName}:',
      'Este es el nuevo enlace que pidió. El anterior ya no funciona.',
      '{link}',
      'Funciona hasta el {until}.',
      notRead.es,
    ],
  ),
  'code-for-new-device': template(
    ['code', 'minutes'],
    [
      'Your code: {code}',
      'Hello {firstName},',
      'To go on with your forms on another device, enter this code: {code}',
      'It works for {minutes} minutes. If this was not you, telephone {practice}.',
    ],
    [
      'Su código: {code}',
      'Hola, {firstName}:',
      'Para seguir con sus formularios en otro dispositivo, escriba este código: {code}',
      'Funciona durante {minutes} minutos. Si no fue usted, llame a {practice}.',
    ],
  ),
  'copy-to-keep': template(
    ['link', 'until'],
    [
      'A copy for you from {practice}',
      'Hello {firstName},',
      'A copy of what you signed is ready for you:',
      '{link}',
      'There you can also take back what you agreed to. The link works until {until}. You can also ask for the copy on paper at any visit.',
      notRead.en,
    ],
    [
      'Una copia para usted de {practice}',
      'Hola, {firstName}:',
      'Está lista una copia de lo que firmó:',
      '{link}',
      'Allí también puede retirar lo que aceptó. El enlace funciona hasta el {until}. También puede pedir la copia en papel en cualquier visita.',
      notRead.es,
    ],
  ),
  'how-are-you': template(
    ['link', 'readBy'],
    [
      'A few questions from {practice}',
      'Hello {firstName},',
      'We would like to know how you are. It takes a few minutes:',
      '{link}',
      'Your answers are read {readBy}.',
      notRead.en,
    ],
    [
      'Unas preguntas de {practice}',
      'Hola, {firstName}:',
      'Nos gustaría saber cómo está. Son unos minutos:',
      '{link}',
      'Sus respuestas se leen {readBy}.',
      notRead.es,
    ],
  ),
  'message-waiting': template(
    ['link'],
    ['A message from {practice}', 'Hello {firstName},', 'A message is waiting for you:', '{link}', notRead.en],
    ['Un mensaje de {practice}', 'Hola, {firstName}:', 'Tiene un mensaje:', '{link}', notRead.es],
  ),
  'paper-ready': template(
    ['link', 'until'],
    [
      'A paper from {practice}',
      'Hello {firstName},',
      'A paper is ready for you:',
      '{link}',
      'The link works until {until}.',
      notRead.en,
    ],
    [
      'Un documento de {practice}',
      'Hola, {firstName}:',
      'Hay un documento listo para usted:',
      '{link}',
      'El enlace funciona hasta el {until}.',
      notRead.es,
    ],
  ),
  'visit-booked': template(
    ['day', 'time', 'telephone'],
    [
      'Your visit at {practice}',
      'Hello {firstName},',
      'You have a visit at {practice} on {day} at {time}.',
      'To change it, telephone {telephone}.',
      notRead.en,
    ],
    [
      'Su visita a {practice}',
      'Hola, {firstName}:',
      'Tiene una visita en {practice} el {day} a las {time}.',
      'Para cambiarla, llame al {telephone}.',
      notRead.es,
    ],
  ),
  'visit-moved': template(
    ['day', 'time', 'telephone'],
    [
      'Your visit at {practice} has a new time',
      'Hello {firstName},',
      'Your visit at {practice} is now on {day} at {time}.',
      'If that does not suit you, telephone {telephone}.',
      notRead.en,
    ],
    [
      'Su visita a {practice} tiene una nueva hora',
      'Hola, {firstName}:',
      'Su visita a {practice} es ahora el {day} a las {time}.',
      'Si no le conviene, llame al {telephone}.',
      notRead.es,
    ],
  ),
  'visit-reminder': template(
    ['day', 'time', 'telephone'],
    [
      'Your visit at {practice} on {day}',
      'Hello {firstName},',
      'We look forward to your visit at {practice} on {day} at {time}.',
      'To change it, or if you want no reminders, telephone {telephone}.',
      notRead.en,
    ],
    [
      'Su visita a {practice} el {day}',
      'Hola, {firstName}:',
      'Le esperamos en {practice} el {day} a las {time}.',
      'Para cambiarla, o si no desea recordatorios, llame al {telephone}.',
      notRead.es,
    ],
  ),
  'forms-reminder': template(
    ['link', 'until'],
    [
      'Your forms for {practice}',
      'Hello {firstName},',
      'Some forms for {practice} are still open. What you answered is kept; go on where you stopped:',
      '{link}',
      'The link works until {until}. If you want no reminders, tell us.',
      notRead.en,
    ],
    [
      'Sus formularios para {practice}',
      'Hola, {firstName}:',
      'Todavía quedan formularios de {practice} por completar. Lo que contestó está guardado; siga donde lo dejó:',
      '{link}',
      'El enlace funciona hasta el {until}. Si no desea recordatorios, díganoslo.',
      notRead.es,
    ],
  ),
  'visit-cancelled': template(
    ['day', 'time', 'telephone'],
    [
      'Your visit at {practice} was cancelled',
      'Hello {firstName},',
      'Your visit at {practice} on {day} at {time} does not take place.',
      'For another time, telephone {telephone}.',
      notRead.en,
    ],
    [
      'Se canceló su visita a {practice}',
      'Hola, {firstName}:',
      'Su visita a {practice} del {day} a las {time} no tendrá lugar.',
      'Para otra hora, llame al {telephone}.',
      notRead.es,
    ],
  ),
  'credential-ends': template(
    ['day'],
    [
      'A paper of yours at {practice} ends on {day}',
      'Hello {firstName},',
      'A licence, registration or certificate on file for you at {practice} ends on {day}.',
      'Give the renewal to the administrator in good time.',
    ],
    [
      'Un documento suyo en {practice} vence el {day}',
      'Hola, {firstName}:',
      'Una licencia, registro o certificado suyo en {practice} vence el {day}.',
      'Entregue la renovación a la administración con tiempo.',
    ],
  ),
} as const satisfies { readonly [name: string]: MailTemplate }

export type MailTemplateName = keyof typeof mailTemplates
export const mailTemplateNames = Object.keys(mailTemplates) as readonly MailTemplateName[]

/** Exactly the words a template needs, and nothing that could carry free text. */
export type MailWords<Name extends MailTemplateName> = {
  readonly [Word in (typeof mailTemplates)[Name]['words'][number] | (typeof sharedWords)[number]]: string
}

/** The message as it goes out. One line each in the words, so that nobody's name can add a line of its own. */
export function writeMail<Name extends MailTemplateName>(
  name: Name,
  language: MailLanguage,
  words: MailWords<Name>,
): MailText {
  const { subject, body } = mailTemplates[name][language]
  const given: { readonly [word: string]: string } = words
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_whole, word: string) => {
      const value = given[word]
      if (value === undefined) throw new Error(`The message ${name} needs the word ${word}.`)
      return value.replace(/\s+/g, ' ').trim()
    })
  return { subject: fill(subject), body: fill(body) }
}
