/** What the signing screen itself says; the consent's own words come with the text. */
export interface SignWords {
  readonly initialsHere: string
  readonly initialsHint: string
  readonly yourSignature: string
  readonly how: string
  readonly draw: string
  readonly type: string
  readonly boxEmpty: string
  readonly boxDrawn: string
  readonly undo: string
  readonly clear: string
  readonly typedName: string
  readonly typedHint: (name: string) => string
  readonly agreeScreen: string
  readonly sign: string
  readonly signing: string
  readonly notNow: string
  readonly lookAgain: string
  readonly lockedTitle: string
  readonly missingInitials: (heading: string) => string
  readonly missingMark: string
  readonly missingName: string
  readonly missingAgreement: string
  readonly holds: string
  readonly checks: string
  readonly checksLede: string
  readonly readAgain: string
  readonly missingCheck: (question: string) => string
}

export const signWords: { readonly [Language in 'en' | 'es']: SignWords } = {
  en: {
    initialsHere: 'Your initials',
    initialsHint: 'The first letters of your names.',
    yourSignature: 'Your signature',
    how: 'How would you like to sign?',
    draw: 'Draw it',
    type: 'Type my name',
    boxEmpty: 'Box for your signature, still empty. Draw with a finger, a pen or the mouse.',
    boxDrawn: 'Box for your signature. Something is drawn in it.',
    undo: 'Take back the last line',
    clear: 'Start again',
    typedName: 'Your full name',
    typedHint: (name) => `Type it as it is on the form: ${name}`,
    agreeScreen: 'I agree to sign on this screen. I know that I can have the paper form instead.',
    sign: 'Sign',
    signing: 'Being signed …',
    notNow: 'Not now',
    lookAgain: 'Please look at this again',
    lockedTitle: 'You can read, but not sign now',
    missingInitials: (heading) => `Your initials are still needed at “${heading}”.`,
    missingMark: 'Draw your signature in the box, or type your name instead.',
    missingName: 'Type your first and last name.',
    checks: 'Before you sign',
    checksLede: 'A few questions, so that both of us know what was understood. You can try as often as you like.',
    readAgain: 'Please read this once more, then choose again',
    missingCheck: (question) => `Answer this question first: ${question}`,
    missingAgreement: 'Tick that you agree to sign on this screen, or ask for the paper form.',
    holds: 'What you sign is kept word for word. You get a copy.',
  },
  es: {
    initialsHere: 'Sus iniciales',
    initialsHint: 'Las primeras letras de sus nombres.',
    yourSignature: 'Su firma',
    how: '¿Cómo desea firmar?',
    draw: 'Dibujarla',
    type: 'Escribir mi nombre',
    boxEmpty: 'Recuadro para su firma, aún vacío. Dibuje con un dedo, un lápiz o el ratón.',
    boxDrawn: 'Recuadro para su firma. Hay algo dibujado.',
    undo: 'Quitar el último trazo',
    clear: 'Empezar de nuevo',
    typedName: 'Su nombre completo',
    typedHint: (name) => `Escríbalo como está en el formulario: ${name}`,
    agreeScreen: 'Acepto firmar en esta pantalla. Sé que puedo pedir el formulario en papel.',
    sign: 'Firmar',
    signing: 'Firmando …',
    notNow: 'Ahora no',
    lookAgain: 'Por favor, revise esto',
    lockedTitle: 'Puede leer, pero no firmar ahora',
    missingInitials: (heading) => `Faltan sus iniciales en «${heading}».`,
    missingMark: 'Dibuje su firma en el recuadro o escriba su nombre.',
    missingName: 'Escriba su nombre y apellido.',
    checks: 'Antes de firmar',
    checksLede: 'Unas preguntas para saber juntos qué se ha entendido. Puede intentarlo las veces que quiera.',
    readAgain: 'Lea esto otra vez, por favor, y elija de nuevo',
    missingCheck: (question) => `Conteste primero esta pregunta: ${question}`,
    missingAgreement: 'Marque que acepta firmar en esta pantalla o pida el formulario en papel.',
    holds: 'Lo que firma se guarda palabra por palabra. Recibirá una copia.',
  },
}
