import type { Role } from '@holdspace/clinic/access/actor'

/** One stop of the tour: who walks there, whose story it is, where, and what to look at. */
export interface TourStep {
  readonly title: string
  readonly as: Role
  /** Whose chart, by story; absent where the place is not about one person. */
  readonly story?: string
  /** The address, or what follows the chart's own. */
  readonly path: string
  readonly look: string
}

/** The journey of one treatment in eight stops, each told by a made-up person who stands there today. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'The day',
    as: 'front-desk',
    path: '/today',
    look: 'Who comes today, what each of them still lacks, and who can mend it. The rooms in use stand above.',
  },
  {
    title: 'A referral comes in',
    as: 'front-desk',
    path: '/referrals',
    look: 'A file from another clinic is read, its flags are shown with their source, and nothing is created before somebody has looked.',
  },
  {
    title: 'Screening',
    as: 'prescriber',
    story: 'contraindicated',
    path: '/screening',
    look: 'Reasons against treatment come first, each with the answer, problem or medicine it rests on. The decision is a person’s.',
  },
  {
    title: 'Consents',
    as: 'admin',
    path: '/consents',
    look: 'What is missing, outdated or withdrawn in the whole practice. A new version makes a signature lapse only when its change is material.',
  },
  {
    title: 'Team and plan',
    as: 'therapist',
    story: 'ready-today',
    path: '/plan',
    look: 'Prescriber and therapist work on one plan: protocol, dose range, intention, boundaries, and who has signed.',
  },
  {
    title: 'In the room',
    as: 'nurse',
    story: 'in-session',
    path: '/sessions',
    look: 'Two people chart on two devices. Vitals on one time axis, what is due next, the dose with its working, corrections struck through.',
  },
  {
    title: 'What it costs',
    as: 'biller',
    story: 'self-pay-package',
    path: '/money',
    look: 'Charges come from the signed session with a reason for each line; a package burns down in sight; every paper is a PDF.',
  },
  {
    title: 'What it did',
    as: 'prescriber',
    story: 'series-complete',
    path: '/outcomes',
    look: 'Scores against doses over time: response, remission, how long it lasts. Then the proof: every record can be checked.',
  },
]
