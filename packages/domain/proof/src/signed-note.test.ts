import { describe, expect, test } from 'vitest'
import { ascii, fromHex, nobleHashing, nodeHashing, nodeSha256, nodeSigner } from '../testing/hashing.ts'
import vectors from '../vectors/signed-note.json'
import { base64, bytesOfBase64 } from './base64.ts'
import { hex } from './bytes.ts'
import { checkpointText, parseCheckpointText, signCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { formatVerifierKey, parseVerifierKey, signNote, type VerifierKey, verifyNote } from './signed-note.ts'

const origin = 'clinic.example/ledger'
const signer = nodeSigner(origin, fromHex(vectors.checkpoint.seedHex))
const stranger = nodeSigner(origin, new Uint8Array(32).fill(9))
const successor = nodeSigner(origin, new Uint8Array(32).fill(5))
const hashings = [
  ['node:crypto', nodeHashing],
  ['@noble/curves', nobleHashing],
] as const

function key(text: string): VerifierKey {
  const parsed = parseVerifierKey(text, nodeSha256)
  if (!parsed.ok) throw new Error(parsed.refusal.sentence)
  return parsed.value
}
const known = key(vectors.checkpoint.verifierKey)
const keyOf = (holder: typeof signer) => key(formatVerifierKey(holder.keyName, holder.publicKey, nodeSha256))

describe('signed notes (c2sp.org/signed-note)', () => {
  test.each(hashings)('the example of the specification verifies with %s', (_, hashing) => {
    const { verifierKey, note } = vectors.example
    expect(verifyNote(ascii(note), [key(verifierKey)], hashing)).toMatchObject({
      ok: true,
      value: { text: 'This is an example message.\n' },
    })
  })

  test('a verifier key is written as it was read', () => {
    for (const text of [vectors.example.verifierKey, vectors.checkpoint.verifierKey]) {
      expect(formatVerifierKey(key(text).keyName, key(text).publicKey, nodeSha256)).toBe(text)
    }
  })

  test.each([
    ['another id', vectors.example.verifierKey.replace('530d903a', '530d903b'), 'verifier-key-id-mismatch'],
    [
      'another algorithm',
      'example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
      'verifier-key-malformed',
    ],
    ['no name', vectors.example.verifierKey.slice('example.com/foo'.length), 'verifier-key-malformed'],
    ['a key cut short', vectors.example.verifierKey.slice(0, -4), 'verifier-key-malformed'],
  ])('a verifier key with %s is refused', (_, text, code) => {
    expect(parseVerifierKey(text, nodeSha256)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('a text with empty lines inside is split at the last one', () => {
    const bytes = signNote('one\n\nthree\n', [signer], nodeSha256)
    expect(verifyNote(bytes, [known], nodeHashing)).toMatchObject({ ok: true, value: { text: 'one\n\nthree\n' } })
  })

  test('at least sixteen signature lines are read', () => {
    const many = Array.from({ length: 15 }, (_, number) =>
      nodeSigner(`w${number}.example`, new Uint8Array(32).fill(number)),
    )
    const bytes = signNote('text\n', [...many, signer], nodeSha256)
    expect(verifyNote(bytes, [known], nodeHashing).ok).toBe(true)
  })

  test('nothing is signed that could not be read back', () => {
    expect(() => signNote('no line feed', [signer], nodeSha256)).toThrow('line feed')
    expect(() => signNote('a\tb\n', [signer], nodeSha256)).toThrow('control')
    expect(() => signNote('a\n', [{ ...signer, keyName: 'a b' }], nodeSha256)).toThrow('name of a key')
  })
})

describe('checkpoints (c2sp.org/tlog-checkpoint)', () => {
  const good = vectors.checkpoint.note
  const root = bytesOfBase64('XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=') ?? new Uint8Array()
  const [text = '', signatureLine = ''] = good.split('\n\n')

  test.each(hashings)('the known checkpoint verifies with %s', (_, hashing) => {
    expect(verifyCheckpoint(ascii(good), [known], hashing)).toEqual({ ok: true, value: { origin, size: 8, root } })
  })

  test('signing gives the known bytes again', () => {
    const bytes = signCheckpoint({ origin, size: 8, root }, [signer], nodeHashing)
    expect(bytes.length).toBe(vectors.checkpoint.bytes)
    expect(hex(nodeSha256(bytes))).toBe(vectors.checkpoint.sha256Hex)
  })

  test('during a change-over both keys sign, and a reader with either key accepts (T8)', () => {
    const bytes = signCheckpoint({ origin, size: 8, root }, [signer, successor], nodeHashing)
    for (const reader of [known, keyOf(successor)]) expect(verifyCheckpoint(bytes, [reader], nodeHashing).ok).toBe(true)
  })

  /** A note over `body` that is rightly signed, so that only the form can be what is refused. */
  const signed = (body: string) => signNote(body, [signer], nodeSha256)
  const rootText = base64(root)

  test.each([
    ['CR before LF', ascii(good.replaceAll('\n', '\r\n')), 'note-no-empty-line'],
    ['one CR before a LF', ascii(good.replace('8\n', '8\r\n')), 'note-text-malformed'],
    ['no final LF', ascii(good.slice(0, -1)), 'note-no-final-line-feed'],
    ['size 007', signed(`${origin}\n007\n${rootText}\n`), 'checkpoint-size'],
    ['size +7', signed(`${origin}\n+7\n${rootText}\n`), 'checkpoint-size'],
    ['size with a space', signed(`${origin}\n7 \n${rootText}\n`), 'checkpoint-size'],
    ['no size', signed(`${origin}\n-\n${rootText}\n`), 'checkpoint-size'],
    ['a size beyond 2^53 − 1', signed(`${origin}\n9007199254740993\n${rootText}\n`), 'checkpoint-size'],
    ['a root of 31 bytes', signed(`${origin}\n7\n${base64(root.slice(1))}\n`), 'checkpoint-root'],
    ['a root without padding', signed(`${origin}\n7\n${rootText.slice(0, -1)}\n`), 'checkpoint-root'],
    [
      'a root in the URL alphabet',
      signed(`${origin}\n7\n${rootText.replace('+', '-').replace('/', '_')}\n`),
      'checkpoint-root',
    ],
    ['a root with unused bits set', signed(`${origin}\n7\n${rootText.replace('Qyg=', 'Qyh=')}\n`), 'checkpoint-root'],
    ['two lines only', signed(`${origin}\n7\n`), 'checkpoint-lines'],
    ['an empty extension line', signed(`${origin}\n7\n${rootText}\n\n`), 'checkpoint-lines'],
    ['a signature without padding', ascii(good.replace('Cwc=', 'Cwc')), 'note-signature-line-malformed'],
    ['a signature in the URL alphabet', ascii(good.replace('+8Deb/1', '-8Deb_1')), 'note-signature-line-malformed'],
    ['a signature with unused bits set', ascii(good.replace('Cwc=', 'Cwd=')), 'note-signature-line-malformed'],
    ['a hyphen for the em dash', ascii(good.replace('—', '-')), 'note-signature-line-malformed'],
    ['an en dash for the em dash', ascii(good.replace('—', '–')), 'note-signature-line-malformed'],
    ['two spaces in the signature line', ascii(good.replace('— ', '—  ')), 'note-signature-line-malformed'],
    ['two spaces after the name', ascii(good.replace('ledger X', 'ledger  X')), 'note-signature-line-malformed'],
    ['a space at the end of the signature line', ascii(good.replace('Cwc=', 'Cwc= ')), 'note-signature-line-malformed'],
    [
      'a key name with +',
      ascii(good.replace('— clinic.example/ledger', '— clinic+example')),
      'note-signature-line-malformed',
    ],
    [
      'a key name with a no-break space',
      ascii(good.replace('— clinic', '— \u00a0clinic')),
      'note-signature-line-malformed',
    ],
    ['a signature of no bytes', ascii(`${text}\n\n— ${origin} XRIfZA==\n`), 'note-signature-line-malformed'],
    ['a TAB in the text', ascii(good.replace('\n8\n', '\n8\t\n')), 'note-text-malformed'],
    ['no empty line', ascii(good.replace('\n\n', '\n')), 'note-no-empty-line'],
    ['no signature line', ascii(`${text}\n\n`), 'note-no-final-line-feed'],
    [
      'a signature by an unknown key alone',
      signCheckpoint({ origin, size: 8, root }, [stranger], nodeHashing),
      'note-no-known-signature',
    ],
    ['a changed size under an old signature', ascii(good.replace('\n8\n', '\n9\n')), 'note-signature-failed'],
    ['a known key, but of another origin', signed(`other.example/ledger\n8\n${rootText}\n`), 'checkpoint-wrong-key'],
    ['more than 64 KiB', ascii(`${'x'.repeat(70_000)}\n\n${signatureLine}`), 'note-too-large'],
    ['bytes that are not UTF-8', new Uint8Array([0xff, 0x0a, 0x0a, 0x0a]), 'note-not-utf8'],
    ['sixty-five signature lines', ascii(`${text}\n\n${signatureLine.repeat(65)}`), 'note-signature-line-malformed'],
  ])('a checkpoint with %s is refused', (_, bytes, code) => {
    for (const [, hashing] of hashings) {
      expect(verifyCheckpoint(bytes, [known], hashing)).toMatchObject({ ok: false, refusal: { code } })
    }
  })

  test('a valid signature by a stranger does not heal a failed one by a known key, in either order', () => {
    const foreign = new TextDecoder().decode(signCheckpoint({ origin, size: 9, root }, [stranger], nodeHashing))
    const strangerLine = foreign.split('\n\n')[1] ?? ''
    const changed = text.replace('\n8\n', '\n9\n')
    for (const lines of [strangerLine + signatureLine, signatureLine + strangerLine]) {
      const refused = verifyCheckpoint(ascii(`${changed}\n\n${lines}`), [known], nodeHashing)
      expect(refused).toMatchObject({ ok: false, refusal: { code: 'note-signature-failed' } })
    }
  })

  test('a second spelling of a signature, S plus the group order, is refused (RFC 8032 5.1.7)', () => {
    const bytes = bytesOfBase64(signatureLine.trimEnd().split(' ')[2] ?? '') ?? new Uint8Array()
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const scalar = BigInt(`0x${hex(bytes.slice(36).toReversed())}`) + order
    bytes.set(fromHex(scalar.toString(16).padStart(64, '0')).toReversed(), 36)
    const refused = verifyCheckpoint(ascii(`${text}\n\n— ${origin} ${base64(bytes)}\n`), [known], {
      sha256: nodeSha256,
      verifyEd25519: () => true,
    })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'note-signature-failed' } })
  })

  test('nothing is signed for another origin, an impossible size or a short root', () => {
    expect(() => signCheckpoint({ origin: 'a.example', size: 8, root }, [signer], nodeHashing)).toThrow('a.example')
    expect(() => checkpointText({ origin, size: -1, root })).toThrow('size -1')
    expect(() => checkpointText({ origin, size: 1, root: root.slice(1) })).toThrow('No checkpoint')
  })

  test('extension lines are allowed and ignored', () => {
    expect(parseCheckpointText(`${origin}\n0\n${rootText}\nnote to self\n`)).toMatchObject({
      ok: true,
      value: { size: 0 },
    })
  })
})
