import { allPractices } from '@holdspace/db/practice-store'
import { rebuildFhir } from '@holdspace/use-cases/share/rebuild-fhir'
import { done } from './exit-codes.ts'
import { optional, type Verb } from './verb.ts'
import { practiceOf, withHouse } from './with-house.ts'

export const fhirRebuildVerb: Verb = {
  name: 'fhir rebuild',
  about: 'makes what partners read anew from what was recorded',
  help: [
    'holdspace fhir rebuild [--practice SLUG]',
    '',
    'Adds a version only where something differs; may run beside a server. Needed after a new version of Holdspace maps',
    'more, and after the public address changed, since the clinic’s own code systems lie below it.',
  ],
  options: { practice: { type: 'string' } },
  takes: { least: 0, most: 0 },
  run: (call) =>
    withHouse(call, async ({ house }) => {
      const asked =
        optional(call, 'practice') === undefined ? await allPractices(house.db) : [await practiceOf(call, house)]
      for (const { practiceId, name } of asked) {
        const { patients, resources, changed } = await rebuildFhir(house, practiceId)
        const verdict = changed === 0 ? 'nothing differed' : `${changed} were put right`
        call.terminal.say(`${name}: ${patients} patients, ${resources} resources: ${verdict}.`)
      }
      return done
    }),
}
