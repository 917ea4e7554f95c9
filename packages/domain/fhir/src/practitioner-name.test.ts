import { expect, test } from 'vitest'
import { practitionerName } from './practitioner-name.ts'

test.each([
  ['Dr Amara Osei, MD', 'Osei', ['Amara'], ['MD']],
  ['Rosa Vance LCSW', 'Vance', ['Rosa'], ['LCSW']],
  ['Helen Ames MD PhD', 'Ames', ['Helen'], ['MD', 'PhD']],
  ['Jo de la Cruz PMHNP-BC', 'Cruz', ['Jo', 'de', 'la'], ['PMHNP-BC']],
  ['Theo Lind', 'Lind', ['Theo'], undefined],
  ['Theo LIND', 'LIND', ['Theo'], undefined],
  ['Cher', 'Cher', undefined, undefined],
])('given the display name %s, then the family name is %s', (displayName, family, given, suffix) => {
  const name = practitionerName(displayName)
  expect([name.text, name.family, name.given, name.suffix]).toEqual([displayName, family, given, suffix])
})
