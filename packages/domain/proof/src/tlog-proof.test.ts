import { describe, expect, test } from 'vitest'
import { ascii, fromBase64, fromHex, nobleHashing, nodeHashing, nodeSha256 } from '../testing/hashing.ts'
import merkle from '../vectors/merkle.json'
import notes from '../vectors/signed-note.json'
import { concat, hex } from './bytes.ts'
import { inclusionProof } from './merkle.ts'
import { parseVerifierKey } from './signed-note.ts'
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts'

const leaves = merkle.leafInputsHex.map((input) => nodeSha256(concat(new Uint8Array([0]), fromHex(input))))
const leaf = leaves[5] ?? new Uint8Array()
const proofFile = formatTlogProof({
  index: notes.tlogProof.index,
  hashes: notes.tlogProof.hashesBase64.map(fromBase64),
  checkpoint: ascii(notes.checkpoint.note),
})
const proofText = new TextDecoder().decode(proofFile)
const parsedKey = parseVerifierKey(notes.checkpoint.verifierKey, nodeSha256)
const keys = parsedKey.ok ? [parsedKey.value] : []

describe('a document’s proof file (c2sp.org/tlog-proof)', () => {
  test('has the known bytes, and its hashes are those of the tree', () => {
    expect(proofFile.length).toBe(notes.tlogProof.bytes)
    expect(hex(nodeSha256(proofFile))).toBe(notes.tlogProof.sha256Hex)
    expect(inclusionProof(leaves, 5, nodeSha256)).toEqual(notes.tlogProof.hashesBase64.map(fromBase64))
  })

  test('verifies with either library and reads back as written', () => {
    for (const hashing of [nodeHashing, nobleHashing]) {
      expect(verifyTlogProof(proofFile, leaf, keys, hashing)).toMatchObject({ ok: true, value: { size: 8 } })
    }
    const read = parseTlogProof(proofFile)
    expect(read.ok && formatTlogProof(read.value)).toEqual(proofFile)
  })

  test('a proof for another document is refused, also one of the same log (T8, S52)', () => {
    for (const other of leaves.filter((candidate) => candidate !== leaf)) {
      expect(verifyTlogProof(proofFile, other, keys, nodeHashing)).toMatchObject({
        ok: false,
        refusal: { code: 'tlog-proof-not-included' },
      })
    }
  })

  test('an unauthenticated extra line is passed over', () => {
    const withExtra = proofText.replace('@v1\n', '@v1\nextra SGVsbG8=\n')
    expect(verifyTlogProof(ascii(withExtra), leaf, keys, nodeHashing).ok).toBe(true)
  })

  test.each([
    ['another first line', proofText.replace('@v1', '@v2'), 'tlog-proof-malformed'],
    ['no index', proofText.replace('index 5\n', ''), 'tlog-proof-malformed'],
    ['index 05', proofText.replace('index 5', 'index 05'), 'tlog-proof-malformed'],
    ['index +5', proofText.replace('index 5', 'index +5'), 'tlog-proof-malformed'],
    ['an index followed by a space', proofText.replace('index 5', 'index 5 '), 'tlog-proof-malformed'],
    ['another index', proofText.replace('index 5', 'index 4'), 'tlog-proof-not-included'],
    ['an index past the end', proofText.replace('index 5', 'index 8'), 'tlog-proof-not-included'],
    ['a hash cut short', proofText.replace('nms=', ''), 'tlog-proof-malformed'],
    ['a hash without padding', proofText.replace('nms=', 'nms'), 'tlog-proof-malformed'],
    ['a hash too few', proofText.replace(/vBoGQ.*\n/, ''), 'tlog-proof-not-included'],
    [
      'a hash too many',
      proofText.replace('index 5\n', 'index 5\nvBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=\n'),
      'tlog-proof-not-included',
    ],
    ['an extra line that is not base64', proofText.replace('@v1\n', '@v1\nextra !\n'), 'tlog-proof-malformed'],
    ['CR before LF', proofText.replaceAll('\n', '\r\n'), 'tlog-proof-malformed'],
    ['no empty line', proofText.replace('FLc=\n\n', 'FLc=\n'), 'tlog-proof-malformed'],
    ['no checkpoint', proofText.slice(0, proofText.indexOf('\n\n') + 2), 'note-no-empty-line'],
    ['a checkpoint without its final line feed', proofText.slice(0, -1), 'note-no-final-line-feed'],
    [
      '54 hashes',
      proofText.replace('index 5\n', `index 5\n${'vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=\n'.repeat(51)}`),
      'tlog-proof-malformed',
    ],
  ])('a proof with %s is refused', (_, text, code) => {
    expect(verifyTlogProof(ascii(text), leaf, keys, nodeHashing)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('bytes that are not text are refused', () => {
    expect(parseTlogProof(new Uint8Array([0xc3, 0x28]))).toMatchObject({ ok: false })
  })
})
