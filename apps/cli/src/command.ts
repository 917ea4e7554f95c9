import { parseArgs } from 'node:util'
import { done, refused, wrongUsage } from './exit-codes.ts'
import { type Call, type Terminal, type Verb, WrongUsage } from './verb.ts'

function listOf(verbs: readonly Verb[]): readonly string[] {
  const widest = Math.max(...verbs.map((verb) => verb.name.length))
  return [
    'holdspace <verb>: runs and looks after a Holdspace. --help after a verb says more.',
    '',
    ...verbs.map((verb) => `  ${verb.name.padEnd(widest)}  ${verb.about}`),
  ]
}

function helpOf(verb: Verb): readonly string[] {
  return [`holdspace ${verb.name}: ${verb.about}`, '', ...verb.help]
}

/** The longest name that the words begin with: `fhir rebuild` before a verb called `fhir`. */
function findVerb(verbs: readonly Verb[], words: readonly string[]): Verb | undefined {
  const fitting = verbs.filter((verb) => verb.name.split(' ').every((word, at) => words[at] === word))
  return fitting.sort((one, other) => other.name.length - one.name.length)[0]
}

function tagOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'tag' in thrown ? thrown.tag : undefined
}

function readCall(verb: Verb, words: readonly string[], terminal: Terminal, outside: Call['outside']): Call {
  try {
    const { values, positionals } = parseArgs({
      args: words.slice(verb.name.split(' ').length),
      options: verb.options ?? {},
      allowPositionals: true,
      strict: true,
    })
    if (positionals.length < verb.takes.least) throw new WrongUsage('Something is missing.')
    if (positionals.length > verb.takes.most) throw new WrongUsage(`${positionals[verb.takes.most]} is too much.`)
    return { values, positionals, terminal, outside }
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : 'This cannot be read.')
  }
}

/** Reads the words, runs the verb, answers the exit code: 0 done, 1 refused (reason on standard error), 2 wrong usage. */
export async function runCommand(
  verbs: readonly Verb[],
  words: readonly string[],
  terminal: Terminal,
  outside: Call['outside'],
): Promise<number> {
  const verb = findVerb(verbs, words)
  const asksHelp = words.includes('--help') || words.includes('-h')
  if (verb === undefined) {
    const isHelp = asksHelp || words.length === 0 || words[0] === 'help'
    if (!isHelp) terminal.complain(`There is no verb "${words.join(' ')}".`)
    for (const line of listOf(verbs)) isHelp ? terminal.say(line) : terminal.complain(line)
    return isHelp && words.length > 0 ? done : wrongUsage
  }
  if (asksHelp) {
    for (const line of helpOf(verb)) terminal.say(line)
    return done
  }
  try {
    return await verb.run(readCall(verb, words, terminal, outside))
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The command failed and said no reason.'
    terminal.complain(message)
    if (tagOf(error) !== 'wrong-usage') return refused
    for (const line of helpOf(verb)) terminal.complain(line)
    return wrongUsage
  }
}
