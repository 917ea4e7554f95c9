/**
 * How a program of the house is bundled: our own packages become part of one file, packages from npm stay where pnpm put them and are
 * named by their path from the bundle, because pnpm shows a package only to those who declared it.
 */
import { createRequire } from 'node:module'
import { isAbsolute, join, relative } from 'node:path'

/** Answers the options that bundle `entryPoints` (name → source) of the package at `folder` into its `dist`. */
export function bundleOptions(folder, entryPoints) {
  const outdir = join(folder, 'dist')
  return {
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Resolved the way Node itself does, because Node is what loads them.
    conditions: [],
    mainFields: ['main'],
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    legalComments: 'none',
    plugins: [npmStaysOutside(outdir)],
  }
}

function npmStaysOutside(outdir) {
  return {
    name: 'npm-stays-outside',
    setup(bundle) {
      bundle.onResolve({ filter: /^[^.]/ }, async (args) => {
        if (args.path.startsWith('node:') || args.path.startsWith('@holdspace/') || isAbsolute(args.path))
          return undefined
        if (args.pluginData === 'asked' || args.kind === 'entry-point') return undefined
        const found = await bundle.resolve(args.path, {
          kind: args.kind,
          resolveDir: args.resolveDir,
          importer: args.importer,
          pluginData: 'asked',
        })
        if (found.errors.length > 0) return { errors: found.errors }
        if (found.external) return { path: args.path, external: true }
        const path = found.path.includes('node_modules') ? found.path : createRequire(args.importer).resolve(args.path)
        return { path: `./${relative(outdir, path).replaceAll('\\', '/')}`, external: true }
      })
    },
  }
}
