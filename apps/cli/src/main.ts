import { sweepSooner } from '@holdspace/server/sweep-sooner'
import { runCommand } from './command.ts'
import { outside } from './env.ts'
import { verbs } from './verbs.ts'

sweepSooner()
// Whoever reads the output may stop early (`holdspace --help | head`); that is no fault of the command.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

process.exitCode = await runCommand(
  verbs,
  process.argv.slice(2),
  {
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  },
  outside,
)
