import type { Bodies } from '@holdspace/record/catalogue'
import type { CodeableConcept } from 'fhir/r4'
import { codingOf } from './codes.ts'

type Drug = Bodies['dose-given']['drug']

const texts: { readonly [D in Drug]: string } = { ketamine: 'Ketamine', esketamine: 'Esketamine nasal spray' }

/** The medicine as RxNorm names it: the ingredient for ketamine, the drug form for esketamine, never a brand. */
export function medicineConcept(drug: Drug): CodeableConcept {
  return { coding: [codingOf(drug)], text: texts[drug] }
}
