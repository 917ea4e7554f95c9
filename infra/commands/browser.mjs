import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromePath, searchPath } from './env.mjs'
import { root, runNode, say } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

function onThisMachine() {
  if (chromePath !== '' && existsSync(chromePath)) return chromePath
  const onPath = searchPath.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...elsewhere].find((path) => existsSync(path))
}

/** A browser that Playwright downloaded earlier, newest revision first. */
function inPlaywrightsCache() {
  const caches = [
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    join(homedir(), 'AppData', 'Local', 'ms-playwright'),
  ]
  const inside = [
    ['chrome-linux', 'chrome'],
    ['chrome-linux64', 'chrome'],
    ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
    ['chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
    ['chrome-win', 'chrome.exe'],
    ['chrome-win64', 'chrome.exe'],
  ]
  const revisions = caches
    .filter((cache) => existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache)
        .filter((name) => name.startsWith('chromium-'))
        .sort()
        .reverse()
        .map((name) => join(cache, name)),
    )
  return revisions.flatMap((folder) => inside.map((parts) => join(folder, ...parts))).find((path) => existsSync(path))
}

/**
 * The Chromium that travels inside an npm package: Linux on x64 only. Where the system lacks the few libraries it wants
 * (NSS and NSPR), the package brings those as well.
 */
async function insideNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  try {
    const fromWeb = createRequire(join(root, 'apps', 'web', 'package.json'))
    const entry = fromWeb.resolve('@sparticuz/chromium')
    const { default: chromium, inflate, setupLambdaEnvironment } = await import(pathToFileURL(entry).href)
    const path = await chromium.executablePath()
    if (!starts(path)) {
      const libraries = await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'))
      setupLambdaEnvironment(join(libraries, 'lib'))
    }
    return path
  } catch (error) {
    say(`Holdspace: the browser inside npm did not unpack (${error instanceof Error ? error.message : 'unknown'}).`)
    return undefined
  }
}

function starts(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0
}

async function downloaded() {
  const fromWeb = createRequire(join(root, 'apps', 'web', 'package.json'))
  const cli = join(fromWeb.resolve('@playwright/test/package.json'), '..', 'cli.js')
  await runNode([cli, 'install', 'chromium'])
  return inPlaywrightsCache()
}

/** The path of a Chromium to test with: found here, or brought. Undefined only when neither worked. */
export async function findBrowser() {
  return onThisMachine() ?? inPlaywrightsCache() ?? (await insideNpm()) ?? (await downloaded())
}
