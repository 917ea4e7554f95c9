import type { ConsentContent } from '../consent-text.ts'
import { draft, goingHome, onScreen, part, stopping, takeBack } from './parts.ts'

// Source of this file, in words of our own: Spravato US prescribing information (indication as revised in January 2025,
// boxed warning, contraindications, dosing, observation, driving), read in copies at wcmedicine.com, usmedicine.com and
// texasspravato.com; the REMS as FDA states it (accessdata.fda.gov, REMS 386) and spravatorems.com; all 22 November 2026.

/**
 * Consent to the approved esketamine spray. It has no off-label part: telling somebody that an approved use is not
 * approved would be untrue, and the observation and the REMS enrolment that belong to it would go unsaid (M09).
 */
export const esketamineText: ConsentContent = draft({
  kind: 'treatment-esketamine',
  title: 'Consent to esketamine nasal spray (Spravato)',
  lede: 'This form is about treatment with esketamine nasal spray at {practice}. Read it slowly. Ask about anything that is not clear before you sign. You do not have to decide today.',
  sections: [
    part('what', 'What the treatment is', [
      'Esketamine is a close relative of ketamine, made as a nasal spray. You spray it into your nose yourself, here, while a nurse or prescriber watches. You use two or three small devices, with five minutes between them.',
      'The first dose is 56 milligrams; later ones are 56 or 84 milligrams. For a higher dose we would ask you again. Most people come twice a week for four weeks, then once a week for four, then weekly or every two weeks.',
      'The spray is never given to you to take home.',
    ]),
    part('approval', 'What it is approved for', [
      'The Food and Drug Administration (FDA) has approved this spray for adults whose depression did not get better with other medicines. It may be used alone or together with an antidepressant by mouth.',
      'It is also approved, together with an antidepressant by mouth, for adults with major depression who have thoughts of suicide now. It has not been shown to prevent suicide. You may still need a hospital, even if you feel better after the first dose.',
      'For anything else it is not approved. If your prescriber means it for something else, they tell you so and write it down.',
    ]),
    part('program', 'The safety program (REMS)', [
      'Because of its risks, this spray is given only in places that belong to a safety program of its maker, called the Spravato REMS. Before your first dose you enroll with a form of its own. After every dose we send the program a report about that visit: the dose, your blood pressure and how you were.',
      'Without that enrollment we cannot give you the spray.',
    ]),
    part('benefit', 'What it may do for you', [
      'Some people feel better within a day, many after some weeks, and some notice nothing. For many the effect fades when the spray is stopped. Nobody can promise you that it will work.',
    ]),
    part(
      'risks',
      'What can go wrong',
      ['These are the risks we know and think you should know:'],
      [
        'You may become very sleepy. Rarely, somebody cannot be woken for a while.',
        'You may feel far away from your body, or time and space may seem changed. This is called dissociation. It is common and usually passes within two hours.',
        'Breathing can slow down or stop for a moment. We watch the oxygen in your blood.',
        'Your blood pressure can rise, most at about 40 minutes, and for some hours. We measure it before, at 40 minutes and until you go.',
        'You may feel dizzy, sick to your stomach or drunk, vomit, or have a headache or numb mouth. Your nose or throat can sting.',
        'Esketamine can be misused and people can come to depend on it. Tell us if you or somebody close to you has had trouble with drugs or alcohol.',
        'Thoughts of suicide can come up or get worse, above all in people under 25 and when a dose changes. Tell us at once.',
        'Attention and memory can be worse for some hours. Taken often over a long time, it can hurt the bladder.',
        'It can harm an unborn child. Tell us if you are or could be pregnant. Breastfeeding is not advised.',
      ],
    ),
    part(
      'not-for',
      'Who must not take it',
      ['Tell us before the first dose if you have or had any of these. Then the spray is not for you:'],
      [
        'a bulging or wrongly connected blood vessel: in the brain, the chest, the belly, an arm or a leg',
        'a bleeding in the brain, at any time in your life',
        'an allergic reaction to esketamine or ketamine',
      ],
    ),
    part('choices', 'Other choices', [
      'You can choose something else: other medicines, talk therapy, other treatments that your prescriber will explain, or no treatment now. Choosing something else does not change how we treat you.',
    ]),
    part(
      'your-part',
      'What we ask of you',
      ['To keep you safe, please:'],
      [
        'Eat nothing for two hours and drink nothing for 30 minutes before the spray: it can make you vomit.',
        'Use no other nasal spray in the hour before.',
        'Tell us every medicine, drug and supplement you take, above all what makes you sleepy or awake.',
        'Do not come after drinking alcohol or using drugs. We would have to wait for another day.',
        'Stay for at least two hours after the last device, and until a nurse or prescriber says that you may go.',
        'Leave with the person who takes you home. Do not drive or use machines until the next day, after a night’s sleep.',
      ],
      'I will stay at least two hours, and I will not drive until the next day.',
    ),
    part('emergency', 'If there is an emergency', [
      'We will look after you here and call 911 if you need a hospital. Between sessions, call us with any worry. If you think about ending your life, call or text 988 at any hour, or call 911.',
    ]),
    part('records', 'What this form does not do', [
      'This form lets nobody outside {practice} see your record. What the safety program is told is in its own enrollment form.',
    ]),
    part('sources', 'Where these facts come from', [
      'From the FDA-approved prescribing information of Spravato and the program’s own pages, read on 22 November 2026. Ask us for the medication guide: it is yours to keep.',
    ]),
    takeBack('If you take it back, we give no further device and stay with you until it is safe for you to go.'),
    onScreen,
  ],
  checks: [
    {
      id: 'staying',
      question: 'How long do you stay after the spray?',
      choices: ['Until I feel awake', 'At least two hours, and until they say I may go', 'Half an hour'],
      right: 1,
      passage: 'your-part',
    },
    goingHome,
    stopping,
  ],
  agreement:
    'I have read this form, or it was read to me. My questions were answered. I want the treatment described here, of my own free will.',
  lasts: 'P12M',
})
