import type { ParseArgsConfig } from 'node:util'

export interface Terminal {
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
}

export interface Call {
  readonly values: { readonly [option: string]: string | boolean | (string | boolean)[] | undefined }
  readonly positionals: readonly string[]
  readonly terminal: Terminal
  /** The environment, handed in. */
  readonly outside: { readonly [name: string]: string | undefined }
}

/** One thing the command does. `run` answers the exit code. */
export interface Verb {
  readonly name: string
  /** One line, for the list of verbs. */
  readonly about: string
  /** What `--help` shows below the first line. */
  readonly help: readonly string[]
  readonly options?: NonNullable<ParseArgsConfig['options']>
  readonly takes: { readonly least: number; readonly most: number }
  readonly run: (call: Call) => Promise<number>
}

/** Wrong usage: the command exits with 2 and shows the verb's help. */
export class WrongUsage extends Error {
  readonly tag = 'wrong-usage'
}

/** The text of an option that must be there. */
export function required(call: Call, option: string): string {
  const value = call.values[option]
  if (typeof value === 'string' && value !== '') return value
  throw new WrongUsage(`--${option} is missing.`)
}

export function optional(call: Call, option: string): string | undefined {
  const value = call.values[option]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function repeated(call: Call, option: string): readonly string[] {
  const value = call.values[option]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
