import { readdirSync, readFileSync } from 'node:fs'

/** A tick of the kernel's account of processes, as Linux reports it everywhere. */
const tickMs = 10

/**
 * Processor time in ms that these processes and their children have used so far. What a request costs all of them together
 * says the same on a busy machine as on a quiet one; requests a second do not. 0 where there is no `/proc`.
 */
export function processorMs(pids: readonly number[]): number {
  if (process.platform !== 'linux') return 0
  const asked = new Set(pids)
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const fields = statOf(name)
    if (fields === null) continue
    const parent = Number(fields[1])
    if (!asked.has(Number(name)) && !asked.has(parent)) continue
    const [user = 0, system = 0, deadUser = 0, deadSystem = 0] = fields.slice(11, 15).map(Number)
    ticks += user + system + deadUser + deadSystem
  }
  return ticks * tickMs
}

/** From the state on: what stands before it holds the program's name, which may be anything. */
function statOf(pid: string): readonly string[] | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return line.slice(line.lastIndexOf(')') + 2).split(' ')
  } catch {
    // Gone since the folder was read.
    return null
  }
}
