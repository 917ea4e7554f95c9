import { helenAmes, maraQuist } from '@holdspace/fixture-clinic/people'
import { type SeededClinic, seededClinic } from '@holdspace/fixture-clinic/seeded-clinic'
import { deviceId } from '@holdspace/kit/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WhereFrom } from './ports.ts'
import { signInAsDemoPerson } from './sign-in-as-demo-person.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { type Attempt, countGuess, guessWasRight } from './throttling.ts'

let clinic: SeededClinic
beforeAll(async () => {
  clinic = await seededClinic()
})
afterAll(() => clinic.stop())
beforeEach(() => clinic.clock.advance(60 * minute))

const minute = 60_000

function attackerAt(number: number): WhereFrom {
  return { ipAddress: `203.0.113.${number}`, userAgent: 'guessing', deviceToken: null }
}

async function guessAt(email: string, from: WhereFrom, password = 'a wrong guess'): Promise<string> {
  const answer = await signInWithPassword(clinic.house, { email, password }, from)
  return answer.ok ? 'ok' : answer.refusal.code
}

function evaluated(codes: readonly string[]): number {
  return codes.filter((code) => code !== 'too-many-attempts' && code !== 'too-many-in-a-row').length
}

describe('guessing at one person’s password (S19)', () => {
  it('evaluates at most 20 of 1,000 guesses in ten minutes, from a thousand addresses, while the owner gets in', async () => {
    const owners: WhereFrom = { ipAddress: '192.0.2.7', userAgent: 'own tablet', deviceToken: null }
    const before = await signInAsDemoPerson(clinic.house, { email: helenAmes.email }, owners)
    const deviceToken = before.ok ? before.value.newDeviceToken : null
    expect(deviceToken).not.toBeNull()

    const attempt = (number: number): Attempt => ({
      guessed: 'password',
      email: helenAmes.email,
      knownDevice: null,
      ipAddress: `2001:db8::${number}`,
    })
    const answers: boolean[] = []
    for (let batch = 0; batch < 50; batch += 1) {
      const numbers = Array.from({ length: 20 }, (_, index) => batch * 20 + index)
      const now = clinic.clock.now()
      answers.push(
        ...(await Promise.all(numbers.map(async (n) => (await countGuess(clinic.house, attempt(n), now)).ok))),
      )
      clinic.clock.advance(12_000)
    }
    expect(answers).toHaveLength(1000)
    expect(answers.filter((mayTry) => mayTry).length).toBeLessThanOrEqual(20)

    const fromOwnDevice = { ...owners, deviceToken }
    expect(await guessAt(helenAmes.email, fromOwnDevice, helenAmes.password)).toBe('ok')
  })

  it('evaluates ten guesses sent at the same moment and no more', async () => {
    const codes = await Promise.all(Array.from({ length: 30 }, (_, n) => guessAt(maraQuist.email, attackerAt(n))))
    expect(evaluated(codes)).toBe(10)
  })

  it('refuses the right password too once the bucket is full, so that guessing on learns nothing', async () => {
    for (let n = 0; n < 10; n += 1) await guessAt(maraQuist.email, attackerAt(n))
    expect(await guessAt(maraQuist.email, attackerAt(99), maraQuist.password)).toBe('too-many-attempts')
    clinic.clock.advance(15 * minute)
    expect(await guessAt(maraQuist.email, attackerAt(99), maraQuist.password)).toBe('ok')
  })

  it('counts an unknown email the same way, so that nothing shows who has an account (S20)', async () => {
    const codes: string[] = []
    for (let n = 0; n < 12; n += 1) codes.push(await guessAt('nobody@marigold.example', attackerAt(n)))
    expect(codes).toEqual([...Array(10).fill('sign-in-refused'), 'too-many-attempts', 'too-many-attempts'])
  })

  it('never evaluates more than 100 in a row, however patient the guesser, until the owner was in', async () => {
    const attempt: Attempt = { guessed: 'password', email: 'patient@target.example', knownDevice: null, ipAddress: '' }
    let inARow = 0
    for (let round = 0; round < 30; round += 1) {
      for (let n = 0; n < 10; n += 1) {
        const from = { ...attempt, ipAddress: `round ${round} guess ${n}` }
        if ((await countGuess(clinic.house, from, clinic.clock.now())).ok) inARow += 1
      }
      clinic.clock.advance(16 * minute)
    }
    expect(inARow).toBe(100)
    const owner = { ...attempt, knownDevice: deviceId.parse('018f0000-0000-7000-8000-000000000e09') }
    expect((await countGuess(clinic.house, owner, clinic.clock.now())).ok).toBe(true)
    await guessWasRight(clinic.house, owner)
    expect((await countGuess(clinic.house, { ...attempt, ipAddress: 'new' }, clinic.clock.now())).ok).toBe(true)
  })
})

describe('guessing from one address at many people', () => {
  it('is stopped after ten failures, and successes do not count', async () => {
    const clinicsAddress = attackerAt(1)
    for (let n = 0; n < 15; n += 1) {
      expect(await guessAt(helenAmes.email, clinicsAddress, helenAmes.password)).toBe('ok')
    }
    const codes: string[] = []
    for (let n = 0; n < 12; n += 1) codes.push(await guessAt(`person-${n}@marigold.example`, clinicsAddress))
    expect(evaluated(codes)).toBe(10)
  })
})

describe('a device nobody knows for this account', () => {
  it('is not made known by an account that only exists in the guesser’s hands', async () => {
    // Mara's own tablet is known to Mara; guesses at Helen from it fill the strangers' bucket, not one of Helen's.
    const tablet: WhereFrom = { ipAddress: '192.0.2.8', userAgent: 'shared tablet', deviceToken: null }
    const mara = await signInAsDemoPerson(clinic.house, { email: maraQuist.email }, tablet)
    const maras = { ...tablet, deviceToken: mara.ok ? mara.value.newDeviceToken : null }
    const codes: string[] = []
    for (let n = 0; n < 15; n += 1) codes.push(await guessAt(helenAmes.email, { ...maras, ipAddress: `t${n}` }))
    expect(evaluated(codes)).toBe(10)
  })
})
