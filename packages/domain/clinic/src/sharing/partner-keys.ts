import { accept, type Decision, refuse } from '@holdspace/kit/decision'

type Key = Readonly<Record<string, unknown>>

/** What a registration may bring: up to ten public keys, each with its own name, of the two kinds we verify. */
export function decidePartnerKeys(keys: readonly Key[]): Decision<readonly Key[]> {
  if (keys.length === 0 || keys.length > 10) return refuse(howMany)
  const names = keys.map((key) => key.kid)
  if (names.some((name) => typeof name !== 'string' || name === '' || name.length > 200)) return refuse(unnamed)
  if (new Set(names).size !== names.length) return refuse(doubled)
  if (keys.some((key) => secretParts.some((part) => Object.hasOwn(key, part)))) return refuse(privateKey)
  return keys.every(isOfOurKind) ? accept(keys) : refuse(ofAnotherKind)
}

const secretParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']

function isOfOurKind(key: Key): boolean {
  const isRsa = key.kty === 'RSA' && typeof key.n === 'string' && key.n.length >= 340 && typeof key.e === 'string'
  const isEc = key.kty === 'EC' && key.crv === 'P-384' && typeof key.x === 'string' && typeof key.y === 'string'
  return isRsa || isEc
}

const frame = { family: 'invalid', field: 'jwks' } as const
const howMany = { ...frame, code: 'partner-keys-count', sentence: 'A key set holds one to ten public keys.' }
const unnamed = { ...frame, code: 'partner-key-unnamed', sentence: 'Every key needs a name of its own (kid).' }
const doubled = {
  ...frame,
  code: 'partner-key-doubled',
  sentence: 'Two keys have the same name (kid). Name them apart.',
}
const privateKey = {
  ...frame,
  code: 'partner-key-private',
  sentence: 'This is a private key. Nothing was kept. Ask the partner for the public key set, and to make new keys.',
}
const ofAnotherKind = {
  ...frame,
  code: 'partner-key-kind',
  sentence: 'A key must be RSA of at least 2,048 bits (for RS384) or on the curve P-384 (for ES384).',
}
