import type { ConsentSection, TextContent, UnderstandingCheck } from '../consent-text.ts'
import type { TextKind } from '../kinds.ts'

/**
 * Parts that several of the supplied texts share. All of them are drafts in Holdspace's own wording, for a practice's
 * counsel and medical director to change: none is legal advice, and none is in force before somebody of the practice
 * with the duty for it has approved it.
 */
export function part(
  id: string,
  heading: string,
  paragraphs: readonly string[],
  points: readonly string[] = [],
  initials: string | null = null,
): ConsentSection {
  return { id, heading, paragraphs: [...paragraphs], points: [...points], initials }
}

/** What must be told before a paper is signed on a screen (15 USC 7001(c)): paper, withdrawal, copies, what is needed. */
export const onScreen = part('on-screen', 'Signing on this screen', [
  'You do not have to sign on a screen. Ask for the paper form at any time; it costs nothing and changes nothing about your care.',
  'Signing here covers this one form. You can ask for a paper copy, or for the copy as a file, now or later, at no cost. If your address or telephone number changes, tell the front desk.',
  'To read and keep the copy yourself you need a telephone or computer that can open a web page and a PDF file. That you can read this text on the screen in front of you shows that it works.',
])

export const takeBack = (consequence: string): ConsentSection =>
  part('change-your-mind', 'If you change your mind', [
    'You can take this consent back at any moment, also in the middle of a session. Saying so is enough. You do not need a form or a reason, and nobody will be upset with you.',
    consequence,
  ])

export const goingHome: UnderstandingCheck = {
  id: 'going-home',
  question: 'How do you get home after a session?',
  choices: ['I drive when I feel awake', 'Somebody takes me home', 'I decide when I leave'],
  right: 1,
  passage: 'your-part',
}

export const stopping: UnderstandingCheck = {
  id: 'stopping',
  question: 'When can you take this consent back?',
  choices: ['Only before the first session', 'Only with a reason', 'At any moment, also during a session'],
  right: 2,
  passage: 'change-your-mind',
}

type Draft<Kind> = Omit<TextContent, 'kind' | 'version' | 'language' | 'maximumMcgPerKg' | 'lasts'> &
  Partial<Pick<TextContent, 'maximumMcgPerKg' | 'lasts'>> & { readonly kind: Kind }

/** A supplied text as version 1.0.0 in English. */
export function draft<Kind extends TextKind>({
  lasts = null,
  maximumMcgPerKg = null,
  ...content
}: Draft<Kind>): TextContent & { readonly kind: Kind } {
  return { ...content, version: '1.0.0', language: 'en', lasts, maximumMcgPerKg }
}
