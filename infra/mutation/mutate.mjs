import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'
import { bars, groups } from './groups.mjs'
import { forgetKept } from './kept.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const results = join(here, 'results')

/** Killed by a test, or driven into an endless loop: noticed. Survived, or reached by no test: not noticed. */
const noticed = new Set(['Killed', 'Timeout'])
const unnoticed = new Set(['Survived', 'NoCoverage'])

/** Runs Stryker on one part, in a copy of the repository outside it, so that no other command meets a mutated file. */
function mutate(part, mutated, report, scratch) {
  return new Stryker({
    packageManager: 'pnpm',
    plugins: ['./one-process.mjs', './sentences.mjs', './kept.mjs'].map((plugin) => import.meta.resolve(plugin)),
    ignorers: ['sentences'],
    testRunner: 'one-process',
    oneProcess: { tests: part.tests },
    coverageAnalysis: 'perTest',
    mutate: [...mutated, '!**/*.test.ts'],
    // Constants of a module are set once, before any test runs: each such mutant would need every test. Counted apart.
    ignoreStatic: true,
    // A busy machine must not pass for an endless loop, because a loop counts as noticed.
    timeoutMS: 30_000,
    timeoutFactor: 3,
    concurrency: 2,
    tempDirName: scratch,
    ignorePatterns: [
      'apps',
      'infra',
      'docs/images',
      'dist',
      'test-results',
      '.holdspace',
      '.turbo',
      ...(part.without ?? []),
    ],
    tsconfigFile: 'none.json',
    incremental: false,
    warnings: { unknownOptions: false },
    allowConsoleColors: false,
    reporters: ['progress-append-only', 'json', 'kept'],
    jsonReporter: { fileName: report },
    thresholds: { high: 90, low: 80, break: null },
  }).runMutationTest()
}

function count(mutants) {
  const of = (statuses) => mutants.filter(({ status }) => statuses.has(status)).length
  const good = of(noticed)
  const bad = of(unnoticed)
  return {
    noticed: good,
    survived: of(new Set(['Survived'])),
    unreached: of(new Set(['NoCoverage'])),
    ignored: mutants.length - good - bad,
    score: good + bad === 0 ? null : Math.round((1000 * good) / (good + bad)) / 10,
  }
}

function perFile(mutants) {
  const files = new Map()
  for (const mutant of mutants) files.set(mutant.fileName, [...(files.get(mutant.fileName) ?? []), mutant])
  return [...files].map(([file, its]) => ({ file: relative(root, file).replaceAll('\\', '/'), ...count(its) }))
}

function survivors(mutants) {
  return mutants
    .filter(({ status }) => unnoticed.has(status))
    .map(({ fileName, location, mutatorName, replacement, status }) => ({
      at: `${relative(root, fileName).replaceAll('\\', '/')}:${location.start.line}:${location.start.column}`,
      mutator: mutatorName,
      becomes: replacement,
      status,
    }))
}

/** `proof/src/*.ts` narrowed by `merkle` is `proof/src/*merkle*.ts`. */
function narrowed(patterns, word) {
  return patterns
    .map((pattern) => (pattern.startsWith('!') ? pattern : pattern.replace('/*.ts', `/*${word}*.ts`)))
    .filter((pattern) => pattern.includes(word))
}

async function measure(name, only) {
  const scratch = mkdtempSync(join(tmpdir(), 'holdspace-mutation-'))
  const mutants = []
  try {
    for (const [index, part] of groups[name].parts.entries()) {
      const mutated = only === undefined ? part.mutate : narrowed(part.mutate, only)
      if (mutated.length === 0) continue
      mutants.push(...(await mutate(part, mutated, join(results, `${name}-${index + 1}.stryker.json`), scratch)))
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  const answer = {
    group: name,
    only: only ?? null,
    ...count(mutants),
    files: perFile(mutants),
    survivors: survivors(mutants),
  }
  writeFileSync(
    join(
      results,
      `${[name, only]
        .filter(Boolean)
        .join('-')
        .replaceAll(/[^\w-]/g, '_')}.json`,
    ),
    `${JSON.stringify(answer, null, 2)}\n`,
  )
  return answer
}

function table(measured) {
  const rows = measured.flatMap((group) => [
    group,
    ...group.files.map((file) => ({ ...file, group: `  ${file.file}` })),
  ])
  const head = ['group', 'score', 'noticed', 'survived', 'unreached', 'ignored']
  const cells = rows.map((row) => [
    row.group,
    row.score === null ? '-' : `${row.score.toFixed(1)} %`,
    ...[row.noticed, row.survived, row.unreached, row.ignored].map(String),
  ])
  const widths = head.map((word, column) => Math.max(word.length, ...cells.map((row) => row[column].length)))
  return [head, ...cells]
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
    )
    .join('\n')
}

/**
 * Measures the groups asked for (`dose`, `rules`, `proof`, `auth`; all when none is named). `dose:weight` measures only
 * those files of the group whose path holds the word. Exit 0 when every bar is met, 1 when not, 2 for an unknown group.
 */
async function main(asked) {
  const wanted = (asked.length === 0 ? Object.keys(groups) : asked).map((word) => word.split(':'))
  const unknown = wanted.find(([name]) => !Object.hasOwn(groups, name))
  if (unknown !== undefined) {
    process.stderr.write(`There is no group “${unknown[0]}”. Groups: ${Object.keys(groups).join(', ')}.\n`)
    return 2
  }
  process.chdir(root)
  mkdirSync(results, { recursive: true })
  forgetKept()
  const measured = []
  for (const [name, only] of wanted) measured.push(await measure(name, only))
  process.stdout.write(`\n${table(measured)}\n`)
  const short = measured.filter(
    ({ group, score }) => bars[group] !== undefined && score !== null && score < bars[group],
  )
  for (const { group, score } of short) {
    process.stdout.write(`Below the bar: ${group} ${score} %, the bar is ${bars[group]} %.\n`)
  }
  return short.length === 0 ? 0 : 1
}

process.exit(await main(process.argv.slice(2)))
