/**
 * `npm run sbom`: every package that Holdspace is made of, with version, licence and where it came from, as CycloneDX JSON
 * in `sbom.cdx.json`, or in the file that is named (`npm run sbom -- /somewhere/bom.json`). Read from the lockfile, so it
 * says what is installed and not what is asked for (SECURITY S56).
 */
import { resolve } from 'node:path'
import { pnpm, run, say } from './run.mjs'

const file = resolve(process.argv[2] ?? 'sbom.cdx.json')
const asked = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--lockfile-only', '--out', file]
const { code, output } = await run('npx', ['--yes', pnpm, 'sbom', ...asked], { quiet: true })
say(code === 0 ? `Holdspace: what it is made of stands in ${file}` : output)
process.exit(code)
