import type { TextContent } from '../consent-text.ts'
import { draft, part } from './parts.ts'

/**
 * What whoever takes the person home reads and signs (RULINGS 9). The same draft for every route, in Holdspace's own
 * wording; telephone numbers are the practice's to add before it approves it.
 */
export const dischargeInstructions: TextContent = draft({
  kind: 'discharge-instructions',
  title: 'Instructions for going home',
  lede: 'You are taking {patient} home from {practice}. They were given a medicine today that makes people sleepy and slow to react for longer than they notice. Please read this, and ask us anything.',
  sections: [
    part('on-the-way', 'On the way home', [
      'Go with them to the door and into their home. Hold an arm on stairs and at the kerb: they may be unsteady and feel sick. Do not let them drive, ride a bicycle or take a bus alone.',
    ]),
    part(
      'until-tomorrow',
      'Until tomorrow, after a night’s sleep',
      ['Please see to it that somebody is with them for the rest of the day, and that they do not:'],
      [
        'drive, or use machines or tools that could hurt somebody',
        'drink alcohol, or take other drugs that make them sleepy unless their prescriber said so',
        'look after children or anybody else alone',
        'sign papers about law or money, or make big decisions',
      ],
    ),
    part('what-is-usual', 'What is usual', [
      'Being tired, dizzy, a little sick or dreamy for some hours is usual. So are strong feelings, tears or a wish to be quiet. A light meal and water are good as soon as they want them.',
    ]),
    part(
      'call-us',
      'Call us the same day',
      ['Call {practice} if they:'],
      [
        'vomit more than twice, or cannot keep water down',
        'have a bad headache, or a blood pressure you were asked to watch stays high',
        'are very frightened or confused, and it does not get better',
        'have pain or blood when they pass water',
      ],
    ),
    part(
      'emergency',
      'Call 911 at once',
      ['Do not wait for us if they:'],
      [
        'cannot be woken, or breathe slowly or with difficulty',
        'have pain in the chest, a seizure, or a weakness on one side',
        'say they want to die or hurt somebody: stay with them, and call 911, or call or text 988 to talk with somebody now',
      ],
    ),
  ],
  agreement: 'I have read these instructions and could ask what I wanted to know. I am taking {patient} home.',
})
