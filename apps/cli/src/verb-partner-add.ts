import { readFileSync } from 'node:fs'
import { purposes, registerPartner, registerPartnerInput } from '@holdspace/use-cases/share/register-partner'
import { done, exitCodeOf, refusalLines } from './exit-codes.ts'
import { type Call, optional, repeated, required, type Verb, WrongUsage } from './verb.ts'
import { practiceOf, withHouse } from './with-house.ts'

function inputOf(call: Call) {
  const scopes = repeated(call, 'scope')
  const parsed = registerPartnerInput.safeParse({
    name: required(call, 'name'),
    purpose: optional(call, 'purpose') ?? 'TREAT',
    scopes: scopes.length === 0 ? ['system/*.rs'] : scopes,
    jwks: keySet(required(call, 'jwks')),
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new WrongUsage(`${issue?.path.join('.') ?? 'The input'}: ${issue?.message ?? 'not usable'}`)
}

function keySet(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new WrongUsage(`${path} is not a readable JSON file.`)
  }
}

export const partnerAddVerb: Verb = {
  name: 'partner add',
  about: 'registers another organisation’s system, which may then ask for tokens',
  help: [
    'holdspace partner add --name NAME --jwks FILE [--scope SCOPE]… [--purpose PURPOSE] [--practice SLUG]',
    '',
    'FILE is the partner’s public key set (JWK Set), RSA for RS384 or P-384 for ES384. Scopes: system/*.rs unless told.',
    `Purposes: ${purposes.join(', ')}. The partner sees nobody until a patient’s release to it is recorded.`,
  ],
  options: {
    name: { type: 'string' },
    jwks: { type: 'string' },
    scope: { type: 'string', multiple: true },
    purpose: { type: 'string' },
    practice: { type: 'string' },
  },
  takes: { least: 0, most: 0 },
  run: (call) => {
    const input = inputOf(call)
    return withHouse(call, async ({ house }) => {
      const { practiceId } = await practiceOf(call, house)
      const actor = { kind: 'system', practiceId, reason: 'partner add at the command line' } as const
      const registered = await registerPartner(house, actor, input)
      if (!registered.ok) {
        for (const line of refusalLines(registered.refusal)) call.terminal.complain(line)
        return exitCodeOf[registered.refusal.family]
      }
      call.terminal.say(`${input.name} may ask for tokens:`)
      call.terminal.say(`  client id      ${registered.value.clientId}`)
      call.terminal.say(`  FHIR address   ${house.publicUrl}/fhir/r4`)
      call.terminal.say(`  token address  ${house.publicUrl}/fhir/r4/auth/token`)
      return done
    })
  },
}
