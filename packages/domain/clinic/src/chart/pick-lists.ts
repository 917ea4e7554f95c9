import { codeSystems } from '../referral/read-concept.ts'
import type { Concept } from '../referral/referral-content.ts'
import type { FactKind } from './fact-kinds.ts'

/** One row of a pick list: words a clinician says, and the code that the flag rules know. */
export interface PickListEntry {
  readonly id: string
  readonly text: string
  readonly system: string
  readonly code: string
  /** The flag rule it must raise; null for an indication, which raises none. A test holds the two together. */
  readonly raises: string | null
}

const problem = (code: string, text: string, raises: string | null): PickListEntry => ({
  id: `snomed-${code}`,
  text,
  system: codeSystems.snomed,
  code,
  raises,
})

const ingredient = (code: string, text: string, raises: string | null): PickListEntry => ({
  id: `rxnorm-${code}`,
  text,
  system: codeSystems.rxnorm,
  code,
  raises,
})

/**
 * What this house has codes for: the conditions, medicines and the one allergy that the screening rules look at
 * (PROTOCOLS section 3), and the indications of its protocols. Everything else is entered in words and marked as uncoded:
 * a code that nobody checked is worse than none.
 */
export const pickLists: { readonly [Kind in FactKind]: readonly PickListEntry[] } = {
  problem: [
    problem('370143000', 'Major depressive disorder', null),
    problem('47505003', 'Posttraumatic stress disorder', null),
    problem('21897009', 'Generalized anxiety disorder', null),
    problem('82423001', 'Chronic pain', null),
    problem('38341003', 'High blood pressure', 'hypertension'),
    problem('230690007', 'Stroke', 'stroke'),
    problem('266257000', 'Transient ischaemic attack', 'stroke'),
    problem('432119003', 'Aneurysm', 'aneurysm'),
    problem('24551003', 'Arteriovenous malformation', 'aneurysm'),
    problem('22298006', 'Heart attack', 'heart'),
    problem('84114007', 'Heart failure', 'heart'),
    problem('53741008', 'Coronary artery disease', 'heart-disease'),
    problem('49436004', 'Atrial fibrillation', 'heart-disease'),
    problem('58214004', 'Schizophrenia', 'psychosis'),
    problem('69322001', 'Psychotic disorder', 'psychosis'),
    problem('13746004', 'Bipolar disorder', 'bipolar'),
    problem('77386006', 'Pregnancy', 'pregnancy'),
    problem('7200002', 'Alcohol dependence', 'substance-use'),
    problem('75544000', 'Opioid dependence', 'substance-use'),
    problem('23986001', 'Glaucoma', 'glaucoma'),
    problem('271719001', 'Raised intracranial pressure', 'intracranial-pressure'),
    problem('34486009', 'Overactive thyroid', 'hyperthyroid'),
    problem('78275009', 'Obstructive sleep apnoea', 'airway'),
    problem('414916001', 'Obesity', 'obesity'),
    problem('38822007', 'Cystitis', 'cystitis'),
    problem('235856003', 'Liver disease', 'liver'),
    problem('19943007', 'Cirrhosis of the liver', 'liver'),
    problem('84757009', 'Epilepsy', 'seizure'),
    problem('52448006', 'Dementia', 'cognition'),
    problem('2776000', 'Delirium', 'cognition'),
    problem('127295002', 'Traumatic brain injury', 'brain-injury'),
    problem('6471006', 'Suicidal thoughts', 'suicidality'),
  ],
  medicine: [
    ingredient('36437', 'sertraline', null),
    ingredient('321988', 'escitalopram', null),
    ingredient('4493', 'fluoxetine', null),
    ingredient('42347', 'bupropion', null),
    ingredient('39786', 'venlafaxine', null),
    ingredient('72625', 'duloxetine', null),
    ingredient('6901', 'methylphenidate', 'stimulant'),
    ingredient('725', 'amphetamine', 'stimulant'),
    ingredient('700810', 'lisdexamfetamine', 'stimulant'),
    ingredient('30125', 'modafinil', 'stimulant'),
    ingredient('6918', 'metoprolol (beta-blocker)', 'antihypertensive'),
    ingredient('1202', 'atenolol (beta-blocker)', 'antihypertensive'),
    ingredient('20352', 'carvedilol (beta-blocker)', 'antihypertensive'),
    ingredient('29046', 'lisinopril', 'antihypertensive'),
    ingredient('52175', 'losartan', 'antihypertensive'),
    ingredient('17767', 'amlodipine', 'antihypertensive'),
    ingredient('5487', 'hydrochlorothiazide', 'antihypertensive'),
    ingredient('8123', 'phenelzine (MAO inhibitor)', 'maoi'),
    ingredient('10734', 'tranylcypromine (MAO inhibitor)', 'maoi'),
    ingredient('9639', 'selegiline (MAO inhibitor)', 'maoi'),
    ingredient('596', 'alprazolam', 'benzodiazepine'),
    ingredient('6470', 'lorazepam', 'benzodiazepine'),
    ingredient('2598', 'clonazepam', 'benzodiazepine'),
    ingredient('3322', 'diazepam', 'benzodiazepine'),
    ingredient('7804', 'oxycodone', 'opioid'),
    ingredient('5489', 'hydrocodone', 'opioid'),
    ingredient('10689', 'tramadol', 'opioid'),
    ingredient('6813', 'methadone', 'opioid'),
    ingredient('1819', 'buprenorphine', 'opioid'),
    ingredient('39993', 'zolpidem', 'sedative'),
    ingredient('25480', 'gabapentin', 'sedative'),
    ingredient('187832', 'pregabalin', 'sedative'),
    ingredient('28439', 'lamotrigine', 'lamotrigine'),
    ingredient('10438', 'theophylline', 'theophylline'),
    ingredient('6130', 'ketamine', 'ketamine-elsewhere'),
    ingredient('2119365', 'esketamine', 'ketamine-elsewhere'),
  ],
  allergy: [
    ingredient('6130', 'ketamine', 'ketamine-allergy'),
    ingredient('2119365', 'esketamine', 'ketamine-allergy'),
  ],
}

/** Words and code of a picked row; null for an id that is in no list of this kind. */
export function picked(kind: FactKind, id: string): Concept | null {
  const entry = pickLists[kind].find((one) => one.id === id)
  if (entry === undefined) return null
  const { text, system, code } = entry
  return { text, codings: [{ system, code, display: text }] }
}
