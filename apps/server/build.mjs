import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundleOptions } from './bundle.mjs'

const here = dirname(fileURLToPath(import.meta.url))

await build(
  bundleOptions(here, {
    server: join(here, 'src', 'main.ts'),
    'pdf-worker': join(here, 'src', 'pdf-worker.ts'),
    'chain-worker': join(here, 'src', 'chain-worker.ts'),
    'fill-demo': join(here, 'src', 'fill-demo.ts'),
  }),
)
