import { credentialKinds, duties, roles } from '@holdspace/clinic/access/actor'
import { openPractice } from '@holdspace/use-cases/admin/open-practice'
import { addMember } from '@holdspace/use-cases/sign-in/add-member'
import { done, exitCodeOf, refusalLines } from './exit-codes.ts'
import { type Call, optional, repeated, required, type Verb, WrongUsage } from './verb.ts'
import { type OpenedHouse, practiceOf, withHouse } from './with-house.ts'

function oneOf<T extends string>(known: readonly T[], value: string, option: string): T {
  const found = known.find((one) => one === value)
  if (found === undefined) throw new WrongUsage(`--${option} ${value} is not one of ${known.join(', ')}.`)
  return found
}

/** `licence:RN:NY-RN-620018:NY:2027-01-31`; type and state may be empty. What is no date is refused by the use case. */
export function credentialOf(text: string) {
  const [kind = '', licenceType = '', number = '', state = '', expires = '', ...more] = text.split(':')
  if (more.length > 0 || number === '' || expires === '') {
    throw new WrongUsage(`--credential ${text} is not KIND:TYPE:NUMBER:STATE:LAST-DAY, such as ${licenceExample}.`)
  }
  return {
    kind: oneOf(credentialKinds, kind, 'credential'),
    ...(licenceType === '' ? {} : { licenceType }),
    number,
    ...(state === '' ? {} : { state }),
    expires,
  }
}

const licenceExample = 'licence:RN:NY-RN-620018:NY:2027-01-31'

/** The practice the person joins; with --open-practice a new one, for an installation that has none. */
async function practiceFor(call: Call, { house }: OpenedHouse) {
  const name = optional(call, 'open-practice')
  if (name === undefined) return (await practiceOf(call, house)).practiceId
  const opened = await openPractice(house, { name, zone: required(call, 'zone') })
  if (!opened.ok) throw new WrongUsage(opened.refusal.sentence)
  call.terminal.say(`Opened the practice ${name} (${opened.value.slug}).`)
  return opened.value.practiceId
}

export const userAddVerb: Verb = {
  name: 'user add',
  about: 'takes a member of staff in and shows the first sign-in once',
  help: [
    'holdspace user add --email ADDRESS --name NAME --role ROLE [--display-name TEXT] [--duty DUTY]…',
    '    [--credential KIND:TYPE:NUMBER:STATE:LAST-DAY]… [--practice SLUG]',
    'holdspace user add … --open-practice NAME --zone Area/City',
    '',
    `Roles: ${roles.join(', ')}.`,
    `Duties: ${duties.join(', ')}.`,
    `Credentials: ${credentialKinds.join(', ')}; ${licenceExample}. Type and state may be left empty.`,
    'Without a licence in force nobody opens, orders, gives or signs; an order needs a DEA registration as well.',
    'The second form opens the practice too: that is how a new installation gets its first administrator.',
  ],
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    'display-name': { type: 'string' },
    role: { type: 'string' },
    duty: { type: 'string', multiple: true },
    credential: { type: 'string', multiple: true },
    practice: { type: 'string' },
    'open-practice': { type: 'string' },
    zone: { type: 'string' },
  },
  takes: { least: 0, most: 0 },
  run: (call) => {
    const name = required(call, 'name')
    const input = {
      email: required(call, 'email'),
      name,
      displayName: optional(call, 'display-name') ?? name,
      role: oneOf(roles, required(call, 'role'), 'role'),
      duties: repeated(call, 'duty').map((duty) => oneOf(duties, duty, 'duty')),
      credentials: repeated(call, 'credential').map(credentialOf),
    }
    return withHouse(call, async (opened) => {
      const practiceId = await practiceFor(call, opened)
      const actor = { kind: 'system', practiceId, reason: 'user add at the command line' } as const
      const added = await addMember(opened.house, actor, input)
      if (!added.ok) {
        for (const line of refusalLines(added.refusal)) call.terminal.complain(line)
        return exitCodeOf[added.refusal.family]
      }
      const { firstSignIn } = added.value
      if (firstSignIn === null) call.terminal.say(`${name} already has an account here and keeps its password.`)
      else {
        call.terminal.say(`${name} may sign in. This is shown once:`)
        call.terminal.say(`  password        ${firstSignIn.password}`)
        call.terminal.say(`  authenticator   ${firstSignIn.totpUri}`)
        call.terminal.say(`  recovery codes  ${firstSignIn.recoveryCodes.join('  ')}`)
      }
      return done
    })
  },
}
