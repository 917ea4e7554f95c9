import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnv } from './env.mjs'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The package manager of the `packageManager` field, brought by npm itself, so that a bare machine needs nothing. */
export const pnpm = 'pnpm@12.21.0'

const onWindows = process.platform === 'win32'

/**
 * Runs a program in the foreground and answers its exit code. Never a command string: arguments are passed as they
 * are (SECURITY BK7). On Windows `npx` is a batch file, which only a shell can start; its arguments here are fixed words.
 */
export function run(program, args, { env = {}, cwd = root, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: childEnv(env),
      shell: onWindows && program === 'npx',
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    const heard = []
    child.stdout?.on('data', (chunk) => heard.push(chunk))
    child.stderr?.on('data', (chunk) => heard.push(chunk))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code, signal) =>
      resolve({ code: code ?? (signal === null ? 1 : 130), output: Buffer.concat(heard).toString('utf8') }),
    )
  })
}

export function runNode(args, options) {
  return run(process.execPath, args, options)
}

/** Turbo asks for a pnpm on PATH; npx puts one there for as long as the command runs. */
export function runTurbo(args, options) {
  return run('npx', ['--yes', pnpm, 'exec', 'turbo', ...args], options)
}

export function say(line) {
  process.stdout.write(`${line}\n`)
}

/** `4.2 s`, `3 min 05 s`: how long something took. */
export function since(startedMs) {
  const seconds = (performance.now() - startedMs) / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`
}
