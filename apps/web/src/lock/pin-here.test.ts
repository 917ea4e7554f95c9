import { pbkdf2Sync } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { PinHere } from './pin-here.ts'

const hour = 60 * 60 * 1000
const time = { monotonic: 0, wall: 0 }
const newPage = () => new PinHere({ monotonic: () => time.monotonic, wall: () => time.wall })
const salt = Buffer.from('a salt of a test')
const hash = pbkdf2Sync('704913', salt, 1000, 32, 'sha256').toString('base64')
const verifier = { salt: salt.toString('base64'), iterations: 1000, hash }
let page: PinHere

beforeEach(() => {
  Object.assign(time, { monotonic: 0, wall: 1_000_000 })
  page = newPage()
})

describe('a PIN on a device without network (RULINGS 14)', () => {
  it('opens the page that sits in the room, by the same arithmetic as the server’s', async () => {
    page.hold({ verifier, msLeft: 12 * hour })
    page.sitDown()
    expect(await page.tryPin('704914')).toEqual({ is: 'wrong', triesLeft: 4 })
    expect(await page.tryPin('704913')).toEqual({ is: 'right' })
    expect(await page.tryPin('704914')).toEqual({ is: 'wrong', triesLeft: 4 })
  })

  it('opens nothing after five wrong ones, however right the sixth: the server is needed', async () => {
    page.hold({ verifier, msLeft: 12 * hour })
    page.sitDown()
    for (const triesLeft of [4, 3, 2, 1, 0]) expect(await page.tryPin('000001')).toEqual({ is: 'wrong', triesLeft })
    expect(page.canOpen()).toBe(false)
    expect(await page.tryPin('704913')).toBeNull()
  })

  it('looks at no more than five typed at once', async () => {
    page.hold({ verifier, msLeft: 12 * hour })
    page.sitDown()
    const tried = await Promise.all(Array.from({ length: 9 }, () => page.tryPin('000001')))
    expect(tried.filter((one) => one !== null)).toHaveLength(5)
  })

  it('opens nothing outside the room, nor in a page that was loaded anew', async () => {
    page.hold({ verifier, msLeft: 12 * hour })
    expect(page.canOpen()).toBe(false)
    const leave = page.sitDown()
    expect(page.canOpen()).toBe(true)
    leave()
    expect(page.canOpen()).toBe(false)
    const reloaded = newPage()
    reloaded.sitDown()
    expect(await reloaded.tryPin('704913')).toBeNull()
  })

  it.each(['monotonic', 'wall'] as const)('ends with the twelve hours by the %s clock alone (S25)', async (clock) => {
    page.hold({ verifier, msLeft: 2 * hour })
    page.sitDown()
    time[clock] += 2 * hour - 1
    expect(page.canOpen()).toBe(true)
    time[clock] += 1
    expect(await page.tryPin('704913')).toBeNull()
  })
})
