import type { ConsentContent } from '../consent-text.ts'
import { draft, onScreen, part, takeBack } from './parts.ts'

export const privacyText: ConsentContent = draft({
  kind: 'privacy-notice',
  title: 'I received the privacy notice',
  lede: 'The privacy notice of {practice} says how your health information is used and shared, and what your rights are. We give it to everybody at or before the first visit.',
  sections: [
    part('notice', 'What you are signing', [
      'Your signature says only that you were given the notice. It does not say that you agree with it, and it gives nobody new rights to your information. If you would rather not sign, we treat you all the same and write down why.',
      'You can read the notice at the front desk and take a copy at any time.',
    ]),
    part(
      'rights',
      'Some of your rights',
      ['You can ask us:'],
      [
        'to see your record and to have a copy',
        'to correct what is wrong',
        'who was given information about you',
        'to reach you another way, or not to share something with a health plan that you paid for yourself',
      ],
    ),
    part('complain', 'If something is wrong', [
      'Tell our privacy officer, or the Office for Civil Rights at hhs.gov/ocr. Nobody will treat you worse for it.',
    ]),
    onScreen,
  ],
  agreement: 'I was given the privacy notice.',
})

/** The core elements and statements of 45 CFR 164.508(c)(1) and (2), in plain words. */
function releaseText(kind: 'release-to-partner' | 'release-to-therapist', opening: string): ConsentContent {
  return draft({
    kind,
    title: 'Release of my information to {recipient}',
    lede: opening,
    sections: [
      part('what', 'What is shared', ['{practice} may give {recipient} the following about {patient}:'], ['{what}']),
      part('why', 'What for', ['{purpose}']),
      part('how-long', 'From when until when', [
        'From {from} until the end of {until}. After that nothing more is shared.',
      ]),
      part('notes', 'What is never shared with this form', [
        'A therapist’s private notes about what you said in therapy (psychotherapy notes) are not shared. They would need a form of their own.',
      ]),
      part(
        'rights',
        'What you should know',
        [],
        [
          'You do not have to sign. We treat you the same whether you sign or not.',
          'You can stop the sharing at any time: tell us, or write to our privacy officer. From then on nothing more is shared. What was shared before cannot be called back.',
          'Once {recipient} has the information, it may pass it on, and the privacy rules may no longer protect it.',
          'Information about treatment for alcohol or drug use has extra protection under federal law (42 CFR Part 2) and is shared only if it is named above.',
          'You get a copy of this form.',
        ],
      ),
      onScreen,
    ],
    agreement: 'I want {practice} to share this information with {recipient}.',
  })
}

export const releaseToPartnerText = releaseText(
  'release-to-partner',
  'With this form you let another organisation see parts of your record. It is separate from the consent to your treatment.',
)
export const releaseToTherapistText = releaseText(
  'release-to-therapist',
  'With this form you let a therapist who works outside {practice} see parts of your record and work with your care team here. It is separate from the consent to your treatment.',
)

export const financialText: ConsentContent = draft({
  kind: 'financial-agreement',
  title: 'Financial agreement',
  lede: 'This form is about what your care costs and how it is paid. Ask us before you sign if a price is not clear to you.',
  sections: [
    part('prices', 'What you pay', [
      'We give you the price of each session, and of a package of sessions, in writing before you decide. You also get a good faith estimate. If your bill is 400 dollars or more above the estimate, you can dispute it.',
    ]),
    part('insurance', 'Insurance', [
      'Most insurance does not pay for ketamine for mental health. We can give you a paper to send to your insurance, but nobody can promise that it pays anything back.',
    ]),
    part('cancel', 'If you cannot come', [
      'Tell us at least 48 hours before. If you do not, we may charge for the time that was held for you. An emergency or an illness is never charged.',
    ]),
    part('packages', 'Packages and money back', [
      'Sessions of a package that you have paid for and not used are paid back, at the price you paid for each, if you stop for any reason.',
    ]),
    takeBack('What you have already received is still to be paid.'),
    onScreen,
  ],
  agreement: 'I understand what I will be asked to pay, and I agree.',
  lasts: 'P12M',
})
