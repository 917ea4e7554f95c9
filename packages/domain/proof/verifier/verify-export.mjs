#!/usr/bin/env node
// `node verify-export.mjs FOLDER [CHECKPOINT.txt …]` checks everything an export holds that can be proven: every entry's
// chain, the practice's log, every checkpoint. Checkpoints kept elsewhere are held against it too.
// `node verify-export.mjs --paper PAPER.txt` checks a printed record by its own last page. README.md says the forms.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sessionsOfLines, verifyExport } from './verify.mjs'
import { verifyLogLines, verifyPaper } from './verify-log.mjs'

function linesOf(path) {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

function checkFolder(folder, outside) {
  const ledger = sessionsOfLines(readFileSync(join(folder, 'ledger.jsonl'), 'utf8'))
  const known = new Set(
    ledger.sessions.flatMap(({ entries }) =>
      entries.map((entry) => Buffer.from(entry.leaf_hash, 'base64').toString('hex')),
    ),
  )
  const log = linesOf(join(folder, 'log.jsonl'))
  const checkpoints = linesOf(join(folder, 'checkpoints.jsonl'))
  const key = readFileSync(join(folder, 'log-key.txt'), 'utf8')
  const notes = outside.map((path) => readFileSync(path, 'utf8'))
  const problems = [...verifyExport(ledger), ...verifyLogLines({ log, checkpoints, key, known, outside: notes })]
  const told = `${known.size} entries, ${log.length} leaves, ${checkpoints.length} checkpoints, ${notes.length} kept outside`
  return { problems, told }
}

function main([first, ...rest]) {
  if (first === undefined) {
    console.error('usage: node verify-export.mjs FOLDER [CHECKPOINT.txt …] | --paper PAPER.txt')
    return 2
  }
  if (first === '--paper') {
    try {
      const { origin, size } = verifyPaper(readFileSync(rest[0] ?? '', 'utf8'))
      console.log(`This record stood in the log ${origin} when it had ${size} leaves, and the checkpoint is signed.`)
      return 0
    } catch (error) {
      console.error(`This record is not proven: ${error.message}.`)
      return 1
    }
  }
  const { problems, told } = checkFolder(first, rest)
  for (const problem of problems) console.error(problem)
  if (problems.length === 0) console.log(`Everything holds: ${told}.`)
  return problems.length === 0 ? 0 : 1
}

process.exitCode = main(process.argv.slice(2))
