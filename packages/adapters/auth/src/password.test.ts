import { describe, expect, it } from 'vitest'
import { hashPassword, passwordMatches, takeAsLongAsReal } from './password.ts'
import { newPasswordWillDo } from './password-rules.ts'
import { placesFor } from './places.ts'

describe('password hashes', () => {
  it('are argon2id with 19 MiB, two passes and one lane, salted anew each time (S21)', async () => {
    const [first, second] = [await hashPassword('quiet copper lantern'), await hashPassword('quiet copper lantern')]
    for (const each of [first, second])
      expect(each).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22,}\$[^$]{43,}$/)
    expect(first).not.toBe(second)
  })

  it('match the password exactly as typed: case, spaces and the letters after the 72nd count (S15)', async () => {
    const typed = ` Ä${'long '.repeat(20)}end`
    const stored = await hashPassword(typed)
    expect(await passwordMatches(stored, typed)).toBe(true)
    for (const other of [typed.trim(), typed.toLowerCase(), typed.slice(0, 80), `${typed}!`]) {
      expect(await passwordMatches(stored, other)).toBe(false)
    }
  })

  it('of nobody match nothing (S20)', async () => {
    expect(await takeAsLongAsReal('a password that belongs to nobody')).toBe(false)
    expect(await takeAsLongAsReal('anything else')).toBe(false)
  })
})

describe('the waiting room before hashing (S21)', () => {
  it('works on so many at once, keeps so many in line, and sends the rest away', async () => {
    const places = placesFor({ atOnce: 2, waiting: 3 })
    const finish: (() => void)[] = []
    let atOnce = 0
    let most = 0
    const work = async () => {
      atOnce += 1
      most = Math.max(most, atOnce)
      await new Promise<void>((done) => finish.push(done))
      atOnce -= 1
      return 'done'
    }
    const answers = Array.from({ length: 7 }, () => places.run(work))
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.resolve()
      finish.shift()?.()
    }
    expect(await Promise.all(answers)).toEqual(['done', 'done', 'done', 'done', 'done', 'busy', 'busy'])
    expect(most).toBe(2)
  })

  it('frees the place of work that failed', async () => {
    const places = placesFor({ atOnce: 1, waiting: 0 })
    await expect(places.run(() => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory')
    expect(await places.run(async () => 'next')).toBe('next')
  })
})

describe('a new password (S15, S16)', () => {
  const helen = ['helen.ames@marigold.example', 'Helen Ames', 'Marigold House']
  const codeOf = (password: string) => {
    const answer = newPasswordWillDo(password, helen)
    return answer.ok ? 'ok' : answer.refusal.code
  }

  it.each([
    ['short7!', 'password-too-short'],
    ['x'.repeat(201), 'password-too-long'],
    ['12345678', 'password-common'],
    ['PASSWORD', 'password-common'],
    ['aaaaaaaaaaaa', 'password-common'],
    ['my-MARIGOLD-plant', 'password-has-context-word'],
    ['helen is the best', 'password-has-context-word'],
    ['Ketamine4ever', 'password-has-context-word'],
  ])('%s is refused: %s', (password, code) => {
    expect(codeOf(password)).toBe(code)
  })

  it.each([
    ['eight letters', 'tqvzmkwd'],
    ['64 characters', 'z4'.repeat(32)],
    ['a sentence with spaces', 'three geese over the barn'],
    ['other alphabets', 'дом у реки и лес'],
  ])('%s will do, with no rule of composition', (_what, password) => {
    expect(codeOf(password)).toBe('ok')
  })
})
