export const noteKinds = ['preparation', 'integration', 'progress', 'contact'] as const
export type NoteKind = (typeof noteKinds)[number]
export const noteKindWords: { readonly [K in NoteKind]: string } = {
  preparation: 'Preparation session',
  integration: 'Integration session',
  progress: 'Progress note',
  contact: 'Contact with the patient',
}

export const sectionTitles = {
  modality: 'Modality and what was done',
  symptoms: 'Symptoms and safety',
  function: 'How daily life goes',
  progress: 'Progress toward the goals',
  plan: 'Plan and next step',
} as const
