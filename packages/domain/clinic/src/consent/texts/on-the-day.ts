import type { ConsentContent } from '../consent-text.ts'
import { draft, onScreen, part, takeBack } from './parts.ts'

export const rideText: ConsentContent = draft({
  kind: 'ride-and-no-driving',
  title: 'Ride home and no driving',
  lede: 'After ketamine you may feel fine and still think and react more slowly than you notice. This form is about getting home safely.',
  sections: [
    part('ride', 'Somebody takes you home', [
      'For every session you name an adult who takes you home, with a telephone number. We ask again each time. We do not start the medicine before we know who it is.',
      'A taxi or ride service alone is not enough, unless an adult you know rides with you.',
    ]),
    part(
      'until-tomorrow',
      'Until the next day, after a night’s sleep',
      ['From the medicine until the next day, after you have slept, I will not:'],
      [
        'drive a car, ride a bicycle or motorcycle, or use machines or tools that could hurt somebody',
        'sign papers with legal or money matters, or make big decisions',
        'look after children or anybody else alone',
        'drink alcohol or take other drugs that make me sleepy, unless my prescriber said so',
      ],
      'I will not drive until the next day.',
    ),
    part('if-not', 'If nobody can come', [
      'If nobody can come, we put the session off, or you stay until somebody can. If you leave alone against our advice, we write that down and may call somebody to keep you and others safe.',
    ]),
    takeBack('Without this agreement we cannot give the medicine, because you could be hurt on the way home.'),
    onScreen,
  ],
  agreement: 'I understand this and will keep to it after every session.',
  lasts: 'P12M',
})

export const touchText: ConsentContent = draft({
  kind: 'touch',
  title: 'Supportive touch',
  lede: 'Some people like a hand to hold during a session. Others do not want to be touched. Both are right. Without this form nobody touches you, except for medical care and in an emergency.',
  sections: [
    part('kinds', 'What it means', [
      'Touch means: holding your hand, or a hand on your shoulder, arm or foot, through your clothes. It never means anything sexual.',
      'We ask before each touch. Each touch is written down.',
    ]),
    part('limits', 'During the session', [
      'You can say no at any moment, with a word or a gesture, and the touch stops at once. While the medicine works you cannot agree to more touch than you agreed to before.',
    ]),
    takeBack('Then nobody touches you, except for medical care and in an emergency.'),
    onScreen,
  ],
  agreement: 'I would like supportive touch to be possible, as described here.',
  lasts: 'P12M',
})

export const recordingText: ConsentContent = draft({
  kind: 'recording',
  title: 'Sound or video recording',
  lede: 'Sessions are not recorded unless you want it and have signed this form. It makes no difference to your care if you do not.',
  sections: [
    part('what', 'What is recorded and why', [
      'A recording can help you remember, or help your therapist work with you afterwards. It is used for nothing else, and never to train computers.',
    ]),
    part('who', 'Who hears it, and for how long', [
      'You and your care team may hear or see it. It is kept locked like the rest of your record, and erased after 90 days or when you ask for it.',
    ]),
    takeBack('Then no recording is made, and those already made are erased if you wish.'),
    onScreen,
  ],
  agreement: 'I agree that my sessions are recorded, as described here.',
  lasts: 'P12M',
})

export const telehealthText: ConsentContent = draft({
  kind: 'telehealth',
  title: 'Visits by video or telephone',
  lede: 'Some visits can be by video or telephone. The medicine itself is given only here, never by video.',
  sections: [
    part(
      'how',
      'How it works',
      ['At each such visit:'],
      [
        'we ask where you are, because we may treat you only in places where we are licensed, and because help must be able to find you',
        'we ask for the number of somebody who is near you',
        'you choose a place where nobody can listen',
        'if the connection breaks, we call you by telephone',
      ],
    ),
    part('limits', 'What is different', [
      'We cannot examine you as we can here. A video service can fail, and no connection is perfectly private. We use one that is made for health care and do not record.',
    ]),
    takeBack('Then we see you here instead.'),
    onScreen,
  ],
  agreement: 'I would like visits by video or telephone to be possible.',
  lasts: 'P12M',
})
