import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { generateSecretKey } from '@holdspace/keys/secret-key'
import { type Settings, SettingsRefused } from './env.ts'

/**
 * The key from which all others are derived. The demo makes one into its data folder on its first start and keeps it;
 * production is given one and never makes one up (S55). Only this user may read the file.
 */
export function secretKeyOf(settings: Pick<Settings, 'secretKey' | 'isDemo' | 'dataDir'>): string {
  if (settings.secretKey !== null) return settings.secretKey
  if (!settings.isDemo) throw new SettingsRefused('HOLDSPACE_SECRET_KEY is missing.')
  const path = join(settings.dataDir, 'secret-key')
  mkdirSync(settings.dataDir, { recursive: true })
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  const secret = generateSecretKey()
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, `${secret}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return secret
}
