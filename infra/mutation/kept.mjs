import { appendFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One line of JSON for each mutant, as soon as it is judged: a run that is stopped half way has measured half. */
export const keptFile = fileURLToPath(new URL('./results/latest.jsonl', import.meta.url))

export function forgetKept() {
  rmSync(keptFile, { force: true })
}

export const strykerPlugins = [
  {
    kind: 'Reporter',
    name: 'kept',
    value: {
      onMutantTested: (mutant) =>
        appendFileSync(keptFile, `${JSON.stringify({ ...mutant, testsCompleted: undefined, coveredBy: undefined })}\n`),
    },
  },
]
