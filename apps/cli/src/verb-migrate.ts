import { done } from './exit-codes.ts'
import type { Verb } from './verb.ts'
import { withHouse } from './with-house.ts'

export const migrateVerb: Verb = {
  name: 'migrate',
  about: 'brings the database up to this version',
  help: [
    'holdspace migrate',
    '',
    'Safe beside a running server and from two places at once: whoever comes second waits.',
  ],
  takes: { least: 0, most: 0 },
  run: (call) =>
    withHouse(call, async ({ data }) => {
      const { applied, migrations } = data
      for (const name of applied) call.terminal.say(`Applied ${name}.`)
      call.terminal.say(`The database is up to date: ${migrations} migrations, ${applied.length} of them new.`)
      return done
    }),
}
