import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { outliveOutput } from './outlive-output.ts'

describe('the server whose output nobody reads any more', () => {
  it('goes on, line after line, when what it says can no longer be written (H270)', () => {
    const [said, complained] = [new PassThrough(), new PassThrough()]
    outliveOutput([said, complained])
    for (const output of [said, said, complained]) {
      // Node throws an error event that nobody listens to from where it is emitted.
      expect(() => output.emit('error', new Error('write EPIPE'))).not.toThrow()
    }
  })
})
