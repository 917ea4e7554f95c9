/**
 * Every interaction of the FHIR door and what it asks (HOUSE section 3.6): nothing, a signed client assertion, or a token
 * with the right to read (`r`) or to search (`s`) the type. Whatever is asked here, each row a patient owns asks for a
 * release besides. Written by hand: an interaction that is announced without a row fails the build.
 */
export const fhirPolicy: Readonly<Record<string, 'public' | 'client-assertion' | 'r' | 's'>> = {
  metadata: 'public',
  '.well-known/smart-configuration': 'public',
  'auth/token': 'client-assertion',
  read: 'r',
  vread: 'r',
  'history-instance': 'r',
  'search-type': 's',
  export: 'r',
  'bulk-status': 'r',
  'bulk-files': 'r',
}
