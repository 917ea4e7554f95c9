import { ladder, yesNo } from './choices.ts'
import type { EmbeddedInstrument, Item } from './instrument.ts'
import { pclOwner, pcPtsdOwner } from './owners.ts'

const howMuch = ladder(['Not at all', 'A little bit', 'Moderately', 'Quite a bit', 'Extremely'])

const pclItems: readonly (readonly [cluster: string, text: string])[] = [
  ['B', 'Repeated, disturbing, and unwanted memories of the stressful experience?'],
  ['B', 'Repeated, disturbing dreams of the stressful experience?'],
  [
    'B',
    'Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)?',
  ],
  ['B', 'Feeling very upset when something reminded you of the stressful experience?'],
  [
    'B',
    'Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)?',
  ],
  ['C', 'Avoiding memories, thoughts, or feelings related to the stressful experience?'],
  [
    'C',
    'Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)?',
  ],
  ['D', 'Trouble remembering important parts of the stressful experience?'],
  [
    'D',
    'Having strong negative beliefs about yourself, other people, or the world (for example, having thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the world is completely dangerous)?',
  ],
  ['D', 'Blaming yourself or someone else for the stressful experience or what happened after it?'],
  ['D', 'Having strong negative feelings such as fear, horror, anger, guilt, or shame?'],
  ['D', 'Loss of interest in activities that you used to enjoy?'],
  ['D', 'Feeling distant or cut off from other people?'],
  [
    'D',
    'Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving feelings for people close to you)?',
  ],
  ['E', 'Irritable behavior, angry outbursts, or acting aggressively?'],
  ['E', 'Taking too many risks or doing things that could cause you harm?'],
  ['E', 'Being "superalert" or watchful or on guard?'],
  ['E', 'Feeling jumpy or easily startled?'],
  ['E', 'Having difficulty concentrating?'],
  ['E', 'Trouble falling or staying asleep?'],
]

/** No LOINC code of PCL-5 is verified: none is given (INSTRUMENTS 2.1 and 2.2). */
export const pcl5: EmbeddedInstrument = {
  id: 'pcl-5',
  version: '1.0.0',
  delivery: 'embedded',
  title: 'PCL-5',
  about: 'Post-traumatic stress over the last month',
  panelLoinc: null,
  totalLoinc: null,
  scoring: { kind: 'sum', min: 0, max: 80 },
  bands: [],
  ruleSource: 'National Center for PTSD; the cut-off of 31 to 33 is the practice’s own (33 as supplied)',
  licence: pclOwner,
  higherIsWorse: true,
  stem: {
    en: 'Below is a list of problems that people sometimes have in response to a very stressful experience. In the past month, how much were you bothered by:',
  },
  items: pclItems.map(([cluster, en], at) => ({
    id: String(at + 1),
    loinc: null,
    text: { en },
    choices: howMuch,
    scored: true,
    cluster,
  })),
}

function pcPtsdItem(id: string, en: string): Item {
  return {
    id,
    loinc: null,
    text: { en: `In the past month, have you… ${en}` },
    choices: yesNo,
    scored: true,
    askedWhen: { item: 'gate', is: [1] },
  }
}

/** The gate question decides whether the five are asked at all; No scores 0 (INSTRUMENTS 4.6). */
export const pcPtsd5: EmbeddedInstrument = {
  id: 'pc-ptsd-5',
  version: '1.0.0',
  delivery: 'embedded',
  title: 'PC-PTSD-5',
  about: 'Post-traumatic stress in five questions',
  panelLoinc: null,
  totalLoinc: null,
  scoring: { kind: 'sum', min: 0, max: 5 },
  bands: [],
  ruleSource: 'Prins 2016: positive at 3 or more; the practice may set 4 (Bovin 2021)',
  licence: pcPtsdOwner,
  higherIsWorse: true,
  stem: {
    en: 'Sometimes things happen to people that are unusually or especially frightening, horrible, or traumatic. For example: a serious accident or fire; a physical or sexual assault or abuse; an earthquake or flood; a war; seeing someone be killed or seriously injured; having a loved one die through homicide or suicide.',
  },
  items: [
    {
      id: 'gate',
      loinc: null,
      scored: false,
      choices: yesNo,
      text: { en: 'Have you ever experienced this kind of event?' },
    },
    pcPtsdItem('1', 'Had nightmares about the event(s) or thought about the event(s) when you did not want to?'),
    pcPtsdItem(
      '2',
      'Tried hard not to think about the event(s) or went out of your way to avoid situations that reminded you of the event(s)?',
    ),
    pcPtsdItem('3', 'Been constantly on guard, watchful, or easily startled?'),
    pcPtsdItem('4', 'Felt numb or detached from people, activities, or your surroundings?'),
    pcPtsdItem(
      '5',
      'Felt guilty or unable to stop blaming yourself or others for the event(s) or any problems the event(s) may have caused?',
    ),
  ],
}
