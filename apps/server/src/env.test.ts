import { describe, expect, it } from 'vitest'
import { readSettings } from './env.ts'

const key = '6f1d0c9ab2e84753a1f0e9d8c7b6a5f4'

describe('the settings of a production server', () => {
  it('are the documented ones when only the key is given', () => {
    expect(readSettings({ HOLDSPACE_SECRET_KEY: key, HOLDSPACE_DATA_DIR: '/srv/holdspace' })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: '/srv/holdspace',
      databaseUrl: null,
      role: 'all',
      secretKey: key,
      isDemo: false,
      demoScale: 0,
      publicUrl: null,
      smtpUrl: null,
      clockStartsMs: null,
    })
  })

  it('do not start without a secret key (S55)', () => {
    expect(() => readSettings({})).toThrow(/^HOLDSPACE_SECRET_KEY is missing: it must be at least 32 random characters/)
  })

  it.each(['short', 'a'.repeat(64), 'changeme-changeme-changeme-changeme', 'this-is-the-holdspace-secret-key-1234'])(
    'do not start with a key that can be guessed: %s (S55)',
    (weak) => {
      expect(() => readSettings({ HOLDSPACE_SECRET_KEY: weak })).toThrow(/^HOLDSPACE_SECRET_KEY is not usable/)
    },
  )

  it('refuse a clock of their own and generated patients', () => {
    const production = { HOLDSPACE_SECRET_KEY: key }
    expect(() => readSettings({ ...production, HOLDSPACE_CLOCK: '2026-11-21T08:00:00.000Z' })).toThrow(
      /^HOLDSPACE_CLOCK is for the demo only/,
    )
    expect(() => readSettings({ ...production, HOLDSPACE_DEMO_SCALE: '2' })).toThrow(
      /^HOLDSPACE_DEMO_SCALE is for the demo only/,
    )
  })
})

describe('a wrong value', () => {
  const wrong: readonly (readonly [name: string, value: string, expects: string])[] = [
    ['PORT', 'http', 'a port number'],
    ['PORT', '70000', 'a port number'],
    ['PORT', '-1', 'a port number'],
    ['HOST', 'my host', 'a host name or address'],
    ['DATABASE_URL', 'mysql://root@db/clinic', 'an address like postgresql://'],
    ['HOLDSPACE_ROLE', 'both', 'one of all, web, fhir, worker'],
    ['HOLDSPACE_DEMO', 'yes', '1 for the demo clinic, or 0'],
    ['HOLDSPACE_DEMO_SCALE', '1.5', 'a whole number'],
    ['HOLDSPACE_PUBLIC_URL', 'clinic.example.org', 'an address like https://'],
    ['SMTP_URL', 'mail.example.org', 'an address like smtps://'],
    ['HOLDSPACE_CLOCK', 'yesterday', 'an instant like'],
  ]

  it.each(wrong)(
    '%s=%s stops the boot with one line naming the variable and what it expects',
    (name, value, expects) => {
      const given = { HOLDSPACE_DEMO: '1', [name]: value }
      expect(() => readSettings(given)).toThrow(new RegExp(`^${name} is not usable: it must be ${expects}[^\\n]*$`))
    },
  )

  it('is not repeated in the message, because it may be a secret', () => {
    const given = { HOLDSPACE_DEMO: '1', DATABASE_URL: 'mysql://root:hunter2@db/clinic' }
    expect(() => readSettings(given)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    )
  })
})

describe('the demo', () => {
  it('needs nothing to be set, and treats an empty variable as not set', () => {
    expect(readSettings({ HOLDSPACE_DEMO: '1', PORT: '', DATABASE_URL: '' })).toMatchObject({
      port: 3000,
      databaseUrl: null,
      secretKey: null,
    })
  })
})
