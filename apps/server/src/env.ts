import { resolve } from 'node:path'
import { weaknessOfSecretKey } from '@holdspace/keys/secret-key'
import { z } from 'zod'

/** One shape for every way of starting: what the outside may set, and nothing else (docs/run.md). */
export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Null means: the embedded database in the data folder. */
  readonly databaseUrl: string | null
  readonly role: ServerRole
  /** Null only in the demo, which makes one into its data folder. */
  readonly secretKey: string | null
  readonly isDemo: boolean
  readonly demoScale: number
  /** Without a trailing slash; null means `http://localhost:<port>`. */
  readonly publicUrl: string | null
  readonly smtpUrl: string | null
  /** Milliseconds since the epoch from which the demo's clock starts; null means the clock of the machine. */
  readonly clockStartsMs: number | null
}

export const serverRoles = ['all', 'web', 'fhir', 'worker'] as const
export type ServerRole = (typeof serverRoles)[number]

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.int().min(from).max(to))

const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))

/** Each variable: how it is read, and what a person is told to write instead. */
const variables = {
  PORT: { shape: wholeNumber(0, 65_535), expects: 'a port number from 0 to 65535' },
  HOST: { shape: z.string().regex(/^[A-Za-z0-9.:_-]+$/), expects: 'a host name or address, such as 127.0.0.1' },
  HOLDSPACE_DATA_DIR: { shape: z.string().min(1), expects: 'the path of a folder' },
  DATABASE_URL: {
    shape: url('postgres:', 'postgresql:'),
    expects: 'an address like postgresql://user:password@host:5432/name',
  },
  HOLDSPACE_ROLE: { shape: z.enum(serverRoles), expects: `one of ${serverRoles.join(', ')}` },
  HOLDSPACE_SECRET_KEY: {
    shape: z.string().refine((text) => weaknessOfSecretKey(text) === null),
    expects: 'at least 32 random characters, such as the output of: openssl rand -base64 32',
  },
  HOLDSPACE_DEMO: { shape: z.enum(['0', '1']), expects: '1 for the demo clinic, or 0' },
  HOLDSPACE_DEMO_SCALE: {
    shape: wholeNumber(0, 1000),
    expects: 'a whole number from 0 to 1000 (thousands of patients)',
  },
  HOLDSPACE_PUBLIC_URL: { shape: url('http:', 'https:'), expects: 'an address like https://clinic.example.org' },
  SMTP_URL: { shape: url('smtp:', 'smtps:'), expects: 'an address like smtps://user:password@mail.example.org:465' },
  HOLDSPACE_CLOCK: {
    shape: z.string().refine((text) => /^\d{4}-\d{2}-\d{2}T.*Z$/.test(text) && !Number.isNaN(Date.parse(text))),
    expects: 'an instant like 2026-11-21T14:03:00.000Z',
  },
} as const

type Name = keyof typeof variables
export type Outside = { readonly [name: string]: string | undefined }

/** Why the server does not start, in one line. Matched by `tag`. */
export class SettingsRefused extends Error {
  readonly tag = 'start-refused'
}

function read<N extends Name>(outside: Outside, name: N): z.output<(typeof variables)[N]['shape']> | undefined {
  const text = outside[name]
  // An empty variable is how a compose file says "not set".
  if (text === undefined || text === '') return undefined
  const parsed = variables[name].shape.safeParse(text)
  // The value itself is never repeated: it may be a secret.
  if (!parsed.success) throw new SettingsRefused(`${name} is not usable: it must be ${variables[name].expects}.`)
  return parsed.data as z.output<(typeof variables)[N]['shape']>
}

/** Reads the variables of docs/run.md. Throws `SettingsRefused`, naming the variable and what it expects. */
export function readSettings(outside: Outside = process.env): Settings {
  const isDemo = read(outside, 'HOLDSPACE_DEMO') === '1'
  const clock = read(outside, 'HOLDSPACE_CLOCK')
  if (clock !== undefined && !isDemo) {
    throw new SettingsRefused('HOLDSPACE_CLOCK is for the demo only: unset it, or set HOLDSPACE_DEMO to 1.')
  }
  const demoScale = read(outside, 'HOLDSPACE_DEMO_SCALE')
  if (demoScale !== undefined && demoScale > 0 && !isDemo) {
    throw new SettingsRefused('HOLDSPACE_DEMO_SCALE is for the demo only: unset it, or set HOLDSPACE_DEMO to 1.')
  }
  const secretKey = read(outside, 'HOLDSPACE_SECRET_KEY') ?? null
  if (secretKey === null && !isDemo) {
    throw new SettingsRefused(`HOLDSPACE_SECRET_KEY is missing: it must be ${variables.HOLDSPACE_SECRET_KEY.expects}.`)
  }
  return {
    port: read(outside, 'PORT') ?? 3000,
    host: read(outside, 'HOST') ?? '127.0.0.1',
    dataDir: resolve(read(outside, 'HOLDSPACE_DATA_DIR') ?? '.holdspace'),
    databaseUrl: read(outside, 'DATABASE_URL') ?? null,
    role: read(outside, 'HOLDSPACE_ROLE') ?? 'all',
    secretKey,
    isDemo,
    demoScale: demoScale ?? 0,
    publicUrl: read(outside, 'HOLDSPACE_PUBLIC_URL')?.replace(/\/+$/, '') ?? null,
    smtpUrl: read(outside, 'SMTP_URL') ?? null,
    clockStartsMs: clock === undefined ? null : Date.parse(clock),
  }
}
