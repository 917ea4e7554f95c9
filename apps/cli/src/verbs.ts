import type { Verb } from './verb.ts'
import { backupVerb, restoreVerb } from './verb-backup.ts'
import { exportVerb } from './verb-export.ts'
import { fhirRebuildVerb } from './verb-fhir-rebuild.ts'
import { importVerb } from './verb-import.ts'
import { migrateVerb } from './verb-migrate.ts'
import { partnerAddVerb } from './verb-partner-add.ts'
import { demoVerb, serveVerb } from './verb-serve.ts'
import { userAddVerb } from './verb-user-add.ts'
import { verifyVerb } from './verb-verify.ts'

export const verbs: readonly Verb[] = [
  demoVerb,
  serveVerb,
  migrateVerb,
  userAddVerb,
  importVerb,
  verifyVerb,
  backupVerb,
  restoreVerb,
  exportVerb,
  fhirRebuildVerb,
  partnerAddVerb,
]
