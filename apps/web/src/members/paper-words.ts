import type { CredentialKind, Duty } from '@holdspace/clinic/access/actor'

/** What the clinic calls each duty. */
export const dutyWords: { readonly [Each in Duty]: string } = {
  'medical-director': 'Medical director',
  'privacy-officer': 'Privacy officer',
  supervisor: 'Supervisor',
  witness: 'Witness',
}

/** What the clinic calls each paper. */
export const paperWords: { readonly [Kind in CredentialKind]: string } = {
  licence: 'Licence',
  DEA: 'DEA registration',
  ACLS: 'ACLS certificate',
  BLS: 'BLS certificate',
  KAP: 'KAP training certificate',
}
