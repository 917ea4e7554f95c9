import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '@holdspace/server/places'
import { done } from './exit-codes.ts'
import type { Verb } from './verb.ts'

/** The commands of the root do the installing and building, so that both ways of starting are one way. */
async function startWith(file: string): Promise<number> {
  await import(pathToFileURL(join(root, 'infra', 'commands', file)).href)
  return done
}

export const demoVerb: Verb = {
  name: 'demo',
  about: 'starts the demo clinic, as npm start does',
  help: [
    'holdspace demo',
    '',
    'Builds what is missing, fills the clinic when the data folder is new. Ctrl-C stops it.',
  ],
  takes: { least: 0, most: 0 },
  run: () => startWith('start.mjs'),
}

export const serveVerb: Verb = {
  name: 'serve',
  about: 'starts the server for real people; needs HOLDSPACE_SECRET_KEY',
  help: ['holdspace serve', '', 'Builds what is missing. The variables are those of docs/run.md. Ctrl-C stops it.'],
  takes: { least: 0, most: 0 },
  run: () => startWith('serve.mjs'),
}
