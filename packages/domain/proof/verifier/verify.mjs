#!/usr/bin/env node
// A second verifier, written from TAMPER-EVIDENCE section 8 and not from ../src: it shares no code with the product,
// needs no database and no network, and runs on a bare Node. `node verify.mjs ledger.jsonl` checks an exported ledger
// and exits 0 only when everything holds. The forms it reads are in README.md beside this file.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const sha256 = (...parts) => {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest()
}

/** The bytes of strict base64 (standard alphabet, padded, one spelling), or null. */
function fromBase64(text) {
  if (typeof text !== 'string') return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

// ---- canonical JSON, as a reader: walks the text once and says whether it is in canonical ledger form ----

/** Parses canonical ledger JSON (RFC 8785, whole numbers only); throws at the first character that is not canonical. */
export function readCanonical(bytes) {
  const reader = new CanonicalReader(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  const whole = reader.value()
  reader.end()
  return whole
}

const shortEscapes = { '"': '"', '\\': '\\', b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' }

class CanonicalReader {
  at = 0
  depth = 0

  constructor(text) {
    this.text = text
  }

  fail() {
    throw new Error(`not canonical at character ${this.at}`)
  }

  end() {
    if (this.at !== this.text.length) this.fail()
  }

  take(token) {
    if (!this.text.startsWith(token, this.at)) this.fail()
    this.at += token.length
  }

  value() {
    this.depth += 1
    if (this.depth > 65) this.fail()
    const opening = this.text[this.at]
    const found =
      opening === '"'
        ? this.string()
        : opening === '{'
          ? this.object()
          : opening === '['
            ? this.array()
            : this.literal()
    this.depth -= 1
    return found
  }

  /** Items parted by commas until `close`; the opening bracket is still ahead. */
  list(close, item) {
    this.at += 1
    if (this.text[this.at] !== close) {
      item()
      while (this.text[this.at] !== close) {
        this.take(',')
        item()
      }
    }
    this.at += 1
  }

  array() {
    const items = []
    this.list(']', () => items.push(this.value()))
    return items
  }

  object() {
    const members = new Map()
    let previous = null
    this.list('}', () => {
      const name = this.string()
      if (/[^ -~]/.test(name) || (previous !== null && !(previous < name))) this.fail()
      previous = name
      this.take(':')
      members.set(name, this.value())
    })
    return members
  }

  literal() {
    const found = /^(?:null|true|false|0|-?[1-9][0-9]{0,15})(?![0-9.eE])/.exec(this.text.slice(this.at, this.at + 24))
    if (found === null) this.fail()
    this.at += found[0].length
    const word = { null: null, true: true, false: false }[found[0]]
    if (word !== undefined) return word
    if (!Number.isSafeInteger(Number(found[0]))) this.fail()
    return Number(found[0])
  }

  string() {
    this.take('"')
    let out = ''
    for (;;) {
      const unit = this.text[this.at]
      if (unit === undefined || unit < ' ') this.fail()
      this.at += 1
      if (unit === '"') return out
      out += unit === '\\' ? this.escaped() : unit
    }
  }

  /** After a backslash: the short form where there is one, `u00xx` in lower case for the other control characters only. */
  escaped() {
    const short = shortEscapes[this.text[this.at]]
    if (short !== undefined) {
      this.at += 1
      return short
    }
    const long = /^u00([01][0-9a-f])/.exec(this.text.slice(this.at, this.at + 5))
    const control = long === null ? '' : String.fromCharCode(Number.parseInt(long[1], 16))
    if (control === '' || '\b\t\n\f\r'.includes(control)) this.fail()
    this.at += 5
    return control
  }
}

// ---- leaves and the chain of one session ----

const instant = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const texts = ['ledger', 'session_id', 'idempotency_key', 'kind', 'actor', 'device_id']

/** The header as a Map, or null when it is malformed. */
function readHeader(bytes) {
  let header
  try {
    header = readCanonical(bytes)
  } catch {
    return null
  }
  if (!(header instanceof Map) || header.get('v') !== 1) return null
  const rest = ['v', 'session_seq', 'device_seq', 'occurred_at', 'recorded_at', 'payload']
  const first = header.get('session_seq') === 1
  const names = [...texts, ...rest, ...(first ? [] : ['prev'])].sort().join()
  if ([...header.keys()].join() !== names) return null
  if (texts.some((name) => typeof header.get(name) !== 'string' || header.get(name) === '')) return null
  const counts = [header.get('session_seq'), header.get('device_seq')]
  if (counts.some((count) => typeof count !== 'number' || count < 1)) return null
  if (['occurred_at', 'recorded_at'].some((name) => !instant.test(header.get(name)))) return null
  const hashes = first ? ['payload'] : ['payload', 'prev']
  if (hashes.some((name) => fromBase64(header.get(name))?.length !== 32)) return null
  return header
}

function commitment(salt, body) {
  return sha256('ledger-payload/v1\0', salt, body)
}

/** The error code of one entry, or null. `chain` carries what earlier entries of the session established. */
function entryError(chain, entry, sequence) {
  const bytes = (name) => (entry[name] == null ? null : fromBase64(entry[name]))
  const [header, body, salt, leaf] = [bytes('header'), bytes('body'), bytes('salt'), bytes('leaf_hash')]
  const before = chain.leaf
  chain.leaf = leaf ?? Buffer.alloc(0)
  if (entry.header == null) return entry.body == null && entry.salt == null ? null : 'body-without-header'
  const read = header && readHeader(header)
  if (!read) return 'header-malformed'
  if (!leaf || !sha256('\0', 'ledger-entry/v1\0', header).equals(leaf)) return 'leaf-hash-mismatch'
  chain.session ??= read.get('session_id')
  chain.ledger ??= read.get('ledger')
  if (read.get('session_id') !== chain.session || read.get('ledger') !== chain.ledger) return 'wrong-session'
  if (read.get('session_seq') !== sequence) return 'sequence-broken'
  if (sequence > 1 && !(before && fromBase64(read.get('prev')).equals(before))) return 'previous-hash-mismatch'
  if (chain.keys.has(read.get('idempotency_key'))) return 'duplicate-idempotency-key'
  chain.keys.add(read.get('idempotency_key'))
  if (entry.body == null && entry.salt == null) return null
  if (!body || salt?.length !== 32) return 'body-without-salt'
  if (!commitment(salt, body).equals(fromBase64(read.get('payload')))) return 'body-mismatch'
  return noteRedaction(chain, read, body, sequence)
}

/** Which kinds redact, and the member that names the sequence of the entry they redact. */
const redactingMember = { __proto__: null, redacted: 'session_seq', 'entry-withdrawn': 'withdrawsSeq' }

function noteRedaction(chain, header, body, sequence) {
  let said
  try {
    said = readCanonical(body)
  } catch {
    return 'body-not-canonical'
  }
  const named = said instanceof Map ? said.get(redactingMember[header.get('kind')]) : undefined
  if (typeof named === 'number' && named < sequence) {
    chain.redacted.set(named, said.get('leaf_hash') ?? null)
  }
  return null
}

/**
 * @param {any[]} entries @param {any} [options]
 * One session: its entries in sequence order, and heads known from outside ({ session_seq, leaf_hash }).
 * Answers { error: null | { sequence, code }, states, leaves }.
 */
export function verifySession(entries, { heads = [], session, ledger } = {}) {
  const chain = { leaf: null, keys: new Set(), redacted: new Map(), session, ledger }
  const errors = []
  entries.forEach((entry, at) => {
    const code = entryError(chain, entry, at + 1)
    if (code !== null) errors.push({ sequence: at + 1, code })
  })
  const states = entries.map((entry) => {
    if (entry.header == null) return 'leaf-hash-only'
    return entry.body == null ? 'payload-redacted' : 'recomputed'
  })
  states.forEach((state, at) => {
    if (state === 'recomputed') return
    // A header may go only when the entry that says so names the leaf hash: neighbours may have lost theirs too.
    const leaf = chain.redacted.get(at + 1)
    if (leaf === null && state === 'payload-redacted') return
    if (leaf != null && leaf === entries[at].leaf_hash) return
    errors.push({ sequence: at + 1, code: 'redaction-unexplained' })
  })
  for (const head of heads) {
    const entry = entries[head.session_seq - 1]
    if (entry === undefined) errors.push({ sequence: entries.length + 1, code: 'truncated' })
    else if (entry.leaf_hash !== head.leaf_hash) errors.push({ sequence: head.session_seq, code: 'head-mismatch' })
  }
  errors.sort((left, right) => left.sequence - right.sequence)
  return { error: errors[0] ?? null, states, leaves: entries.map((entry) => entry.leaf_hash) }
}

// ---- the practice's log ----

/** Root of leaf hashes by a running stack of perfect subtrees, smallest on top: no recursion, one pass. */
export function logRoot(leaves) {
  const stack = []
  for (const leaf of leaves) {
    let node = { hash: leaf, size: 1 }
    while (stack.length > 0 && stack[stack.length - 1].size === node.size) {
      const left = stack.pop()
      node = { hash: sha256('\x01', left.hash, node.hash), size: node.size * 2 }
    }
    stack.push(node)
  }
  let root = stack.pop()?.hash ?? sha256('')
  while (stack.length > 0) root = sha256('\x01', stack.pop().hash, root)
  return root
}

/** The root that an inclusion proof leads to, or null when the proof has the wrong length (recursive, BigInt). */
export function rootFromInclusion(leaf, index, size, proof) {
  const climb = (position, width, path) => {
    if (position < 0n || position >= width) return null
    if (width === 1n) return path.length === 0 ? leaf : null
    if (path.length === 0) return null
    let left = 1n
    while (left * 2n < width) left *= 2n
    const top = path[path.length - 1]
    const below = path.slice(0, -1)
    const goLeft = position < left
    const inner = goLeft ? climb(position, left, below) : climb(position - left, width - left, below)
    if (inner === null) return null
    return goLeft ? sha256('\x01', inner, top) : sha256('\x01', top, inner)
  }
  return climb(BigInt(index), BigInt(size), proof)
}

/** Whether a consistency proof leads from one root to the other (recursive, after RFC 6962 section 2.1.2). */
export function consistent(oldSize, newSize, oldRoot, newRoot, proof) {
  if (oldSize > newSize) return false
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot)
  if (oldSize === 0) return proof.length === 0
  const path = [...proof]
  const climb = (oldWidth, newWidth, whole) => {
    if (oldWidth === newWidth) {
      const node = whole ? oldRoot : path.shift()
      return node && { old: node, new: node }
    }
    let left = 1
    while (left * 2 < newWidth) left *= 2
    const inLeft = oldWidth <= left
    const inner = inLeft ? climb(oldWidth, left, whole) : climb(oldWidth - left, newWidth - left, false)
    const sibling = path.shift()
    if (!inner || !sibling) return null
    if (inLeft) return { old: inner.old, new: sha256('\x01', inner.new, sibling) }
    return { old: sha256('\x01', sibling, inner.old), new: sha256('\x01', sibling, inner.new) }
  }
  const roots = climb(oldSize, newSize, true)
  return !!roots && path.length === 0 && roots.old.equals(oldRoot) && roots.new.equals(newRoot)
}

/** A whole export: every session's chain, then the log's root at each size that is stated. */
export function verifyExport(exported) {
  const problems = []
  const known = new Set()
  for (const { session_id: session, ledger, entries, heads } of exported.sessions ?? []) {
    const report = verifySession(entries, { heads, session, ledger })
    if (report.error) problems.push(`session ${session}: ${report.error.code} at entry ${report.error.sequence}`)
    for (const leaf of report.leaves) known.add(leaf)
  }
  const leaves = (exported.log?.leaf_hashes ?? []).map(fromBase64)
  const bad = leaves.findIndex((leaf) => leaf?.length !== 32)
  if (bad >= 0) return [...problems, `log: leaf ${bad} is not a hash`]
  exported.log?.leaf_hashes.forEach((leaf, at) => {
    if (!known.has(leaf)) problems.push(`log: leaf ${at} belongs to no exported session`)
  })
  for (const { size, root } of exported.log?.roots ?? []) {
    if (size > leaves.length) problems.push(`log: truncated, ${leaves.length} leaves of ${size}`)
    else if (logRoot(leaves.slice(0, size)).toString('base64') !== root) problems.push(`log: root differs at ${size}`)
  }
  return problems
}

/** The lines of `ledger.jsonl`, one entry each, gathered by session in the order of the file. */
export function sessionsOfLines(text) {
  const sessions = new Map()
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const { session, leaf, header, body, salt } = JSON.parse(line)
    const entries = sessions.get(session) ?? []
    sessions.set(session, entries)
    const leaf_hash = Buffer.from(String(leaf), 'hex').toString('base64')
    entries.push({ leaf_hash, header, ...(body === null ? {} : { body }), ...(salt === null ? {} : { salt }) })
  }
  return { sessions: [...sessions].map(([session_id, entries]) => ({ session_id, entries })) }
}

function main(file) {
  if (file === undefined) {
    console.error('usage: node verify.mjs ledger.jsonl|EXPORT.json')
    return 2
  }
  const text = readFileSync(file, 'utf8')
  const exported = file.endsWith('.jsonl') ? sessionsOfLines(text) : JSON.parse(text)
  const problems = verifyExport(exported)
  for (const problem of problems) console.error(problem)
  const entries = (exported.sessions ?? []).reduce((total, session) => total + session.entries.length, 0)
  const told = `${exported.sessions?.length ?? 0} sessions, ${entries} entries, ${exported.log?.leaf_hashes.length ?? 0} in the log`
  if (problems.length === 0) console.log(`Everything holds: ${told}.`)
  return problems.length === 0 ? 0 : 1
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = main(process.argv[2])
}
