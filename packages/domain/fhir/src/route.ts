import type { Bodies } from '@holdspace/record/catalogue'
import type { CodeableConcept } from 'fhir/r4'
import { type codes, codingOf } from './codes.ts'

type Route = Bodies['dose-given']['route']

const routes: { readonly [R in Route]: keyof typeof codes } = {
  IV: 'intravenous',
  IM: 'intramuscular',
  SL: 'sublingual',
  PO: 'oral',
  IN: 'nasal',
}

export function routeConcept(route: Route): CodeableConcept {
  return { coding: [codingOf(routes[route])] }
}
