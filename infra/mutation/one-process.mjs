import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/**
 * A Stryker test runner. Vitest starts a fresh thread for each mutant, which costs a hundred times what the tests of
 * pure rules take; a thousand mutants last an hour. Here the tests are bundled once and called again and again in one
 * process, the mutant switched on between calls. Stryker still ends a process that hangs and starts another.
 */
class OneProcess {
  #folder
  #tests = []
  #state = {}

  constructor(options) {
    this.#folder = options.oneProcess.tests
  }

  capabilities() {
    return { reloadEnvironment: false }
  }

  async init() {
    globalThis.__stryker__ ??= {}
    this.#state = globalThis.__stryker__
    const bundle = resolve(this.#folder, 'src', `all-tests-${process.pid}.mjs`)
    await bundleTests(this.#folder, bundle)
    this.#tests = (await import(pathToFileURL(bundle).href)).tests
  }

  async dryRun() {
    const results = []
    for (const test of this.#tests) {
      this.#state.currentTestId = test.id
      results.push(await judge(test))
      this.#state.currentTestId = undefined
    }
    return { status: 'complete', tests: results, mutantCoverage: this.#state.mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const asked = testFilter === undefined ? null : new Set(testFilter)
    const tests = this.#tests.filter((test) => asked === null || asked.has(test.id))
    Object.assign(this.#state, { activeMutant: activeMutant.id, hitCount: 0, hitLimit })
    try {
      for (const [index, test] of tests.entries()) {
        const { status, failureMessage } = await judge(test)
        if (this.#state.hitCount > hitLimit) return { status: 'timeout', reason: 'too many turns' }
        if (status === failed) return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests: index + 1 }
      }
      return { status: 'survived', nrOfTests: tests.length }
    } finally {
      Object.assign(this.#state, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined })
    }
  }
}

const succeeded = 0
const failed = 1

async function judge({ id, name, run }) {
  const started = performance.now()
  try {
    await run()
    return { id, name, status: succeeded, timeSpentMs: performance.now() - started }
  } catch (error) {
    const failureMessage = error instanceof Error ? error.message : String(error)
    return { id, name, status: failed, failureMessage, timeSpentMs: performance.now() - started }
  }
}

/** Shared words must not be bundled twice: `tests` is handed out by the same copy that the test files fill. */
async function bundleTests(folder, outfile) {
  const words = fileURLToPath(new URL('./few-words-of-vitest.mjs', import.meta.url))
  const files = readdirSync(join(folder, 'src'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
  const imports = files.map((file) => `import ${JSON.stringify(`./${file.replaceAll('\\', '/')}`)}`)
  await build({
    stdin: {
      contents: [...imports, "export { tests } from 'vitest'"].join('\n'),
      resolveDir: resolve(folder, 'src'),
      sourcefile: 'all-tests.ts',
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    external: ['@node-rs/argon2'],
    alias: { vitest: words },
    banner: { js: "import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)" },
    plugins: [{ name: 'own-address', setup: keepOwnAddress }],
  })
}

/** Tests that read a file beside themselves must find it from the bundle too. */
function keepOwnAddress({ onLoad }) {
  onLoad({ filter: /\.test\.ts$/ }, ({ path }) => ({
    contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
    loader: 'ts',
  }))
}

function oneProcess(options) {
  return new OneProcess(options)
}
oneProcess.inject = ['options']

export const strykerPlugins = [{ kind: 'TestRunner', name: 'one-process', factory: oneProcess }]
