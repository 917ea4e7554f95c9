// The practice's log and a printed record, for the second verifier: signed notes (c2sp.org/signed-note), checkpoints,
// `.tlog-proof`, and the leaf that a paper works out to from its own last page. Written from TAMPER-EVIDENCE section 8;
// no code of the product.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { logRoot, rootFromInclusion } from './verify.mjs'

const sha256 = (...parts) => {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest()
}

function strictBase64(text) {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** `name+id+base64(01 || key)`; throws a sentence when it was mistyped. */
export function readKey(text) {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? []
  const bytes = encoded === undefined ? null : strictBase64(encoded)
  if (bytes?.length !== 33 || bytes[0] !== 1) throw new Error('this is not a verifier key')
  const key = bytes.subarray(1)
  const known = sha256(`${name}\n`, '\x01', key).subarray(0, 4)
  if (known.toString('hex') !== id) throw new Error('the verifier key was mistyped')
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
  return { name, id: known, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

/** The three lines of a checkpoint that this key signed; throws a sentence otherwise. */
export function readCheckpoint(note, key) {
  const splitAt = note.lastIndexOf('\n\n')
  if (splitAt < 0 || !note.endsWith('\n')) throw new Error('the checkpoint is not a whole note')
  const text = note.slice(0, splitAt + 1)
  const signed = note
    .slice(splitAt + 2, -1)
    .split('\n')
    .some((line) => {
      const [, name, encoded] = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line) ?? []
      const bytes = encoded === undefined ? null : strictBase64(encoded)
      if (name !== key.name || bytes?.length !== 68 || !bytes.subarray(0, 4).equals(key.id)) return false
      return verify(null, Buffer.from(text, 'utf8'), key.publicKey, bytes.subarray(4))
    })
  if (!signed) throw new Error('the checkpoint was not signed by this key')
  const [origin, size, root] = text.split('\n')
  if (origin !== key.name || !/^(0|[1-9][0-9]{0,15})$/.test(size)) throw new Error('the checkpoint is malformed')
  const hash = strictBase64(root ?? '')
  if (hash?.length !== 32) throw new Error('the checkpoint is malformed')
  return { origin, size: Number(size), root: hash }
}

const recordLabel = Buffer.from('\0ledger-record/v1\0', 'latin1')

/** The leaf of a signed paper, from what its last page prints. Members in the order of canonical JSON. */
export function paperLeaf({ ledger, session, entries, head, content }) {
  const claim = JSON.stringify({
    content_sha256: content,
    entries,
    head,
    ledger,
    session_id: session,
    v: 1,
  })
  return sha256(recordLabel, claim)
}

/**
 * A printed record: `name: value` lines (ledger, session, entries, head, content, key), an empty line, and its
 * `.tlog-proof`. Answers the checkpoint that proves it; throws a sentence when it does not hold.
 */
export function verifyPaper(text) {
  const splitAt = text.indexOf('\n\n')
  const named = new Map(
    text
      .slice(0, splitAt)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const value = (name) => {
    const found = named.get(name)
    if (found === undefined || found === '') throw new Error(`the line "${name}:" is missing`)
    return found
  }
  const proof = text.slice(splitAt + 2)
  const [head, checkpointAt] = [proof.slice(0, proof.indexOf('\n\n')).split('\n'), proof.indexOf('\n\n') + 2]
  const index = /^index (0|[1-9][0-9]*)$/.exec(head[1] ?? '')?.[1]
  if (head[0] !== 'c2sp.org/tlog-proof@v1' || index === undefined) throw new Error('the proof is not whole')
  const path = head.slice(2).map(strictBase64)
  if (path.some((hash) => hash?.length !== 32)) throw new Error('a hash of the path is mistyped')
  const checkpoint = readCheckpoint(proof.slice(checkpointAt), readKey(value('key')))
  if (checkpoint.origin !== value('ledger')) throw new Error('the checkpoint is of another ledger')
  const leaf = paperLeaf({
    ledger: value('ledger'),
    session: value('session'),
    entries: Number(value('entries')),
    head: value('head'),
    content: value('content'),
  })
  const root = rootFromInclusion(leaf, index, checkpoint.size, path)
  if (root === null || !root.equals(checkpoint.root)) throw new Error('the record is not in the log at that place')
  return checkpoint
}

/**
 * The log of an export: `log` lines ({ index, kind, session, seq, leaf, claim }), `checkpoints` lines ({ size, note }),
 * the key, and `known`, the leaf hashes (hex) of the entries that verified. Answers problems, one sentence each.
 */
export function verifyLogLines({ log, checkpoints, key, known, outside = [] }) {
  const problems = []
  const leaves = log.map(({ index, kind, leaf, claim }, at) => {
    if (index !== at) problems.push(`log: leaf ${at} is gone`)
    const hash = Buffer.from(String(leaf), 'hex')
    if (kind === 'entry' && !known.has(leaf)) problems.push(`log: leaf ${at} belongs to no entry of the export`)
    if (kind === 'record' && !sha256(recordLabel, Buffer.from(claim ?? '', 'base64')).equals(hash))
      problems.push(`log: leaf ${at} is not that of its paper`)
    return hash
  })
  const pinned = readKey(key)
  const noteOf = ({ note }) => Buffer.from(note, 'base64').toString('utf8')
  const all = [
    ...checkpoints.map((one) => ({ where: `signed at ${one.size}`, note: noteOf(one) })),
    ...outside.map((note) => ({ where: 'kept outside', note })),
  ]
  for (const { where, note } of all) {
    try {
      const { size, root } = readCheckpoint(note, pinned)
      if (size > leaves.length) problems.push(`log: cut short, the checkpoint ${where} knows ${size} leaves`)
      else if (!logRoot(leaves.slice(0, size)).equals(root)) problems.push(`log: another root at ${size} (${where})`)
    } catch (error) {
      problems.push(`log: ${error.message} (${where})`)
    }
  }
  return problems
}
