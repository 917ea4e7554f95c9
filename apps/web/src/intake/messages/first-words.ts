/** What the frame of a patient page says in English: all that a first page holds before the other words are there (PF4). */
export const firstWords = {
  frame: {
    forms: 'Your forms',
    otherLanguage: 'Español',
    saving: 'Saving …',
    saved: 'Saved',
    notSaved: 'Not saved yet. We try again.',
    leave: 'Stop on this device',
    left: 'Your forms are closed on this device. Your answers are kept. Open the link from your message to go on.',
    loading: 'One moment …',
    again: 'Try again',
  },
} as const

export type FrameWords = { readonly [Key in keyof typeof firstWords.frame]: string }
