import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toFile } from './request-log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-log-'))
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

describe('the application log kept in a file', () => {
  it('given lines of one moment, then they stand in the file in the order they came', () => {
    const write = toFile(join(folder, 'clinic', 'server.log'))
    write('first\n')
    write('second\n')
    vi.runAllTimers()
    expect(readFileSync(join(folder, 'clinic', 'server.log'), 'utf8')).toBe('first\nsecond\n')
  })

  it('given a folder taken away, then the server goes on and the lines go to standard error', () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const write = toFile(join(folder, 'clinic', 'server.log'))
    rmSync(join(folder, 'clinic'), { recursive: true })
    write('nobody loses this\n')
    expect(() => vi.runAllTimers()).not.toThrow()
    expect(said).toHaveBeenCalledWith('nobody loses this\n')
  })
})
