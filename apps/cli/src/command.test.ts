import { refusalFamilies } from '@holdspace/kit/refusal'
import { describe, expect, it } from 'vitest'
import { runCommand } from './command.ts'
import { exitCodeOf, refusalLines } from './exit-codes.ts'
import { required, type Verb } from './verb.ts'
import { verbs } from './verbs.ts'

function terminal() {
  const said: string[] = []
  const complained: string[] = []
  return {
    said,
    complained,
    say: (line: string) => void said.push(line),
    complain: (line: string) => void complained.push(line),
  }
}

const greet: Verb = {
  name: 'greet',
  about: 'greets somebody',
  help: ['holdspace greet NAME --from NAME'],
  options: { from: { type: 'string' } },
  takes: { least: 1, most: 1 },
  run: async (call) => {
    call.terminal.say(`${required(call, 'from')} greets ${call.positionals[0]}`)
    return 0
  },
}
const greetLoudly: Verb = { ...greet, name: 'greet loudly', run: async () => 0 }
const fail: Verb = {
  ...greet,
  name: 'fail',
  takes: { least: 0, most: 0 },
  run: async () => {
    throw new Error('The database is away.')
  },
}

describe('the command line', () => {
  const run = async (...words: string[]) => {
    const at = terminal()
    return { code: await runCommand([greet, greetLoudly, fail], words, at, {}), ...at }
  }

  it('does what it is told and exits with 0', async () => {
    expect(await run('greet', 'Lena', '--from', 'Mara')).toMatchObject({
      code: 0,
      said: ['Mara greets Lena'],
      complained: [],
    })
  })

  it('takes the longest verb the words begin with', async () => {
    expect((await run('greet', 'loudly', 'Lena')).code).toBe(0)
  })

  it.each([
    ['a missing option', ['greet', 'Lena'], '--from is missing.'],
    ['a missing word', ['greet', '--from', 'Mara'], 'Something is missing.'],
    ['a word too many', ['greet', 'Lena', 'Rosa', '--from', 'Mara'], 'Rosa is too much.'],
    ['an unknown option', ['greet', 'Lena', '--form', 'Mara'], "Unknown option '--form'"],
    ['an unknown verb', ['salute'], 'There is no verb "salute".'],
  ])('%s is wrong usage: 2, with help on standard error', async (_what, words, message) => {
    const { code, said, complained } = await run(...words)
    expect([code, said]).toEqual([2, []])
    expect(complained[0]).toContain(message)
    expect(complained.length).toBeGreaterThan(1)
  })

  it('a verb that fails is refused: 1, one line on standard error', async () => {
    expect(await run('fail')).toMatchObject({ code: 1, said: [], complained: ['The database is away.'] })
  })

  it('--help of each verb exits with 0 and begins with its name', async () => {
    for (const verb of verbs) {
      const at = terminal()
      expect(await runCommand(verbs, [...verb.name.split(' '), '--help'], at, {})).toBe(0)
      expect(at.said[0]).toMatch(new RegExp(`^holdspace ${verb.name}: `))
    }
  })

  it('has the verbs others script against', () => {
    const names = verbs.map((verb) => verb.name)
    const promised = [
      'demo',
      'serve',
      'migrate',
      'user add',
      'import',
      'verify',
      'backup',
      'restore',
      'export',
      'fhir rebuild',
      'partner add',
    ]
    expect(promised.filter((name) => !names.includes(name))).toEqual([])
  })
})

describe('refusals', () => {
  it('of every family exit with 1', () => {
    expect(refusalFamilies.map((family) => exitCodeOf[family])).toEqual(refusalFamilies.map(() => 1))
  })

  it('are read as the sentence and its details', () => {
    const lines = refusalLines({
      family: 'invalid',
      code: 'x',
      sentence: 'Two things are wrong.',
      details: ['one', 'two'],
    })
    expect(lines).toEqual(['Two things are wrong.', '  one', '  two'])
  })
})
