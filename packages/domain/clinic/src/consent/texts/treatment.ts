import type { ConsentContent } from '../consent-text.ts'
import type { ConsentKind } from '../kinds.ts'
import { draft, goingHome, onScreen, part, stopping, takeBack } from './parts.ts'

interface RouteWords {
  readonly kind: ConsentKind
  readonly title: string
  /** How it is given, and how long it lasts. */
  readonly given: readonly string[]
  readonly dose: string
  readonly ownRisks: readonly string[]
  readonly maximumMcgPerKg: number | null
}

/** Risks that belong to the medicine whatever its route (CONSENT.md section 1; articles A4 and A5). */
const risks = [
  'Your blood pressure and pulse can rise for a while. We measure them before, during and after, and have medicine ready.',
  'You may feel far away from your body or the room, or see and hear things differently. This is called dissociation. It usually passes within an hour or two.',
  'You may feel sick to your stomach, vomit, feel dizzy, have a headache or see blurred for a while.',
  'You may feel afraid, confused or very sad during the session. Somebody is with you the whole time.',
  'You may become very sleepy. Rarely, breathing slows down or the throat closes for a moment, and we must help you breathe.',
  'Ketamine can be misused and people can come to depend on it. Tell us if you or somebody close to you has had trouble with drugs or alcohol.',
  'Taken often over a long time, ketamine can hurt the bladder and the liver. We ask about this and may test for it.',
  'It may not help you. Sometimes low mood or thoughts of suicide come back or get worse between sessions.',
  'There may be risks nobody knows yet, above all when it is taken again and again over years.',
  'It can harm an unborn child. Tell us if you are or could be pregnant, or if you are breastfeeding.',
] as const

/** What somebody must have understood before they are treated, in their own hands: approval, the way home, the way out. */
const understanding: ConsentContent['checks'] = [
  {
    id: 'approved',
    question: 'Is ketamine approved by the FDA for depression or other mental health conditions?',
    choices: ['Yes', 'No, this use is off-label'],
    right: 1,
    passage: 'off-label',
  },
  goingHome,
  stopping,
]

function treatmentText(route: RouteWords): ConsentContent {
  return draft({
    kind: route.kind,
    title: route.title,
    lede: 'This form is about treatment with ketamine at {practice}. Read it slowly. Ask about anything that is not clear before you sign. You do not have to decide today.',
    sections: [
      part('what', 'What the treatment is', [
        'Ketamine is an anesthetic that doctors have used for more than fifty years. In smaller doses it can lift depression and some other conditions in some people.',
        ...route.given,
        route.dose,
        'A prescriber decides on your dose and a prescriber or nurse gives it. A therapist may be with you, but never gives the medicine.',
      ]),
      part('benefit', 'What it may do for you', [
        'Some people feel better within hours or days. For many the effect fades after days or weeks, and more sessions are needed. Some people notice nothing. Nobody can promise you that it will work.',
      ]),
      part(
        'risks',
        'What can go wrong',
        ['These are the risks we know and think you should know:'],
        [...risks, ...route.ownRisks],
      ),
      part(
        'off-label',
        'Not approved for this use (off-label)',
        [
          'The Food and Drug Administration (FDA) has approved ketamine as an anesthetic. It has not approved this kind of ketamine for depression, anxiety, trauma or any other mental health condition. Doctors may still prescribe it for them. This is called off-label use.',
          'If your medicine is made by a compounding pharmacy, the FDA has not checked that product for safety, effect or quality.',
        ],
        [],
        'I understand that this use is off-label.',
      ),
      part('choices', 'Other choices', [
        'You can choose something else: other medicines, talk therapy, other treatments that your prescriber will explain, or no treatment now. Choosing something else does not change how we treat you.',
      ]),
      part(
        'your-part',
        'What we ask of you',
        ['To keep you safe, please:'],
        [
          'Tell us every medicine, drug and supplement you take, and every illness you have or had.',
          'Follow what we told you about eating and drinking before the session.',
          'Do not come after drinking alcohol or using drugs. We would have to wait for another day.',
          'Stay until a nurse or prescriber says that you may go, and leave with the person who takes you home.',
        ],
      ),
      part('emergency', 'If there is an emergency', [
        'We will look after you here and call 911 if you need a hospital. Between sessions, call us with any worry. If you think about ending your life, call or text 988 at any hour, or call 911.',
      ]),
      part('records', 'What this form does not do', [
        'This form lets nobody outside {practice} see your record. For that there are forms of their own, which you may sign or leave.',
      ]),
      takeBack('If you take it back, we stop giving the medicine and stay with you until it is safe for you to go.'),
      onScreen,
    ],
    checks: understanding,
    agreement:
      'I have read this form, or it was read to me. My questions were answered. I want the treatment described here, of my own free will.',
    lasts: 'P12M',
    maximumMcgPerKg: route.maximumMcgPerKg,
  })
}

export const treatmentTexts: readonly ConsentContent[] = [
  treatmentText({
    kind: 'treatment-iv',
    title: 'Consent to ketamine infusion',
    given: [
      'The medicine runs slowly into a vein in your arm or hand, mostly over 40 minutes. You rest in a chair. You stay here until you are awake and steady again, mostly one to two hours after it ends.',
    ],
    dose: 'The dose is worked out from your weight. This form covers doses up to 1 milligram for each kilogram you weigh. For a higher dose we would ask you again.',
    ownRisks: ['The needle can hurt, bruise, bleed, become infected or slip out of the vein.'],
    maximumMcgPerKg: 1_000,
  }),
  treatmentText({
    kind: 'treatment-im',
    title: 'Consent to ketamine injection',
    given: [
      'The medicine is injected into a muscle of your arm or thigh, once or in two or three parts. It starts within minutes and cannot be stopped once it is given. You stay here until you are awake and steady again, mostly two hours or more.',
    ],
    dose: 'The dose is worked out from your weight. This form covers doses up to 1.5 milligrams for each kilogram you weigh in one session. For a higher dose we would ask you again.',
    ownRisks: [
      'The place of the injection can hurt, bruise, bleed or become infected.',
      'An injection cannot be slowed down or stopped, so its effect can be stronger than you expect.',
    ],
    maximumMcgPerKg: 1_500,
  }),
  treatmentText({
    kind: 'treatment-nasal',
    title: 'Consent to nasal ketamine',
    given: [
      'You spray the medicine into your nose here, while somebody watches. You stay here for at least two hours and until you are awake and steady again. You do not take the spray home.',
    ],
    dose: 'Your prescriber tells you the number of sprays. It is not worked out from your weight.',
    ownRisks: ['Your nose and throat can sting, run or bleed, and you may taste the medicine.'],
    maximumMcgPerKg: null,
  }),
  treatmentText({
    kind: 'treatment-by-mouth',
    title: 'Consent to ketamine by mouth or under the tongue',
    given: [
      'You take the medicine here: you swallow it, or you hold it under your tongue and then spit it out or swallow it, as your prescriber tells you. It starts within half an hour. You stay here until you are awake and steady again. You do not take the medicine home.',
    ],
    dose: 'Your prescriber tells you the amount. How much of it reaches your body differs from person to person.',
    ownRisks: [
      'It can taste bitter and make your mouth numb or sore.',
      'How strong and how long it acts is hard to foresee.',
    ],
    maximumMcgPerKg: null,
  }),
]
