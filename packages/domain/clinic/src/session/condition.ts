import type { Bodies } from '@holdspace/record/catalogue'

/** What somebody can answer for by name when a session opens; the older ones stand in records of earlier days. */
export type Condition = Bodies['session-opened']['attestations'][number]['condition']
