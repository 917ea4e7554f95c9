import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleOptions } from '@holdspace/server/bundle'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))

await build(
  bundleOptions(here, { bench: join(here, 'src', 'main.ts'), 'floor-server': join(here, 'src', 'floor-server.ts') }),
)
