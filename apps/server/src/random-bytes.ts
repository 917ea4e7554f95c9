import { randomBytes } from 'node:crypto'

/** Asking the operating system costs more than the bytes do, so they are fetched in pages; each byte is given out once. */
const pageBytes = 4096
let page = Buffer.alloc(0)
let used = 0

export function takeRandomBytes(count: number): Buffer {
  if (used + count > page.length) {
    page = randomBytes(Math.max(pageBytes, count))
    used = 0
  }
  const taken = Buffer.from(page.subarray(used, used + count))
  page.fill(0, used, used + count)
  used += count
  return taken
}
