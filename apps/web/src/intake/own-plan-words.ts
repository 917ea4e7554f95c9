interface OwnPlanWords {
  readonly title: string
  readonly lede: string
  readonly version: string
  /** The plan itself stands as the clinic wrote it; null where that is the language of the page. */
  readonly inEnglish: string | null
  readonly locked: string
  readonly nothingToSign: string
  readonly goOn: string
  /** Below the signature: what becomes of it. No copy is sent by itself, so none is promised. */
  readonly holds: string
  /** What each line is about, by its title in the plan. */
  readonly titles: Readonly<Record<string, string>>
}

export const ownPlanWords: { readonly [Language in 'en' | 'es']: OwnPlanWords } = {
  en: {
    title: 'Your treatment plan',
    lede: 'This is what you and the clinic agree on. Read it through. If something is not what you talked about, do not sign: call the clinic.',
    version: 'Version',
    inEnglish: null,
    locked:
      'After the medicine, nothing is signed until the next morning, once you have slept. Come back to this page then.',
    nothingToSign: 'There is nothing to sign here any more: the plan was signed with you, or it was ended.',
    goOn: 'Go on',
    holds: 'What you sign is kept word for word. Ask the clinic if you would like it on paper.',
    titles: {
      Protocol: 'The clinic’s protocol',
      Track: 'Kind of treatment',
      Indication: 'What it is for',
      Goals: 'What it aims for',
      Doses: 'Number of doses',
      Preparation: 'Preparation before the doses',
      Integration: 'Talks afterwards (integration)',
      Boosters: 'Later doses (boosters)',
      Touch: 'Being touched',
      Recording: 'Being recorded',
      'Support person': 'Who supports you',
      'Stop when': 'The treatment stops when',
      'Limits of this patient': 'Limits set for you',
      'Read again by': 'Looked at again by',
    },
  },
  es: {
    title: 'Su plan de tratamiento',
    lede: 'Esto es lo que usted y la clínica acuerdan. Léalo entero. Si algo no es lo que hablaron, no firme: llame a la clínica.',
    version: 'Versión',
    inEnglish: 'El plan está escrito en inglés. Si no lo entiende todo, no firme: pida a la clínica que se lo lean.',
    locked:
      'Después del medicamento no se firma nada hasta la mañana siguiente, cuando haya dormido. Vuelva entonces a esta página.',
    nothingToSign: 'Aquí ya no hay nada que firmar: el plan se firmó con usted, o se terminó.',
    goOn: 'Seguir',
    holds: 'Lo que firma se guarda palabra por palabra. Si lo quiere en papel, pídalo a la clínica.',
    titles: {
      Protocol: 'Protocolo',
      Track: 'Modalidad',
      Indication: 'Motivo del tratamiento',
      Goals: 'Metas',
      Dose: 'Dosis',
      Doses: 'Número de dosis',
      Preparation: 'Preparación',
      Integration: 'Integración',
      Boosters: 'Dosis de refuerzo',
      Intention: 'Intención',
      Touch: 'Contacto físico',
      Recording: 'Grabación',
      Music: 'Música',
      'Eye shades': 'Antifaz',
      'Support person': 'Persona de apoyo',
      'Stop when': 'Se detiene si',
      'Limits of this patient': 'Sus límites',
      'Read again by': 'Se vuelve a leer antes del',
    },
  },
}
