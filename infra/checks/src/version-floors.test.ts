import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from './temporary-copy.ts'
import { holdsFloor, lockedPackages, versionFloors } from './version-floors.ts'

const locked = lockedPackages(readFileSync(join(repositoryRoot, 'pnpm-lock.yaml'), 'utf8'))

describe('what Holdspace is made of (S56)', () => {
  it('holds every version floor, in every copy the lockfile has (S56)', () => {
    const below = locked.filter(({ name, version }) => {
      const floors = versionFloors[name]
      return floors !== undefined && !holdsFloor(version, floors)
    })
    expect(below).toEqual([])
    const named = new Set(locked.map(({ name }) => name))
    // crypto-js came with older pdfkit; it need not be there at all.
    expect(Object.keys(versionFloors).filter((name) => name !== 'crypto-js' && !named.has(name))).toEqual([])
  })

  it.each([
    ['16.2.5', 'next', false],
    ['16.2.6', 'next', true],
    ['16.10.0', 'next', true],
    ['17.0.0', 'next', true],
    ['15.5.17', 'next', false],
    ['15.5.18', 'next', true],
    ['15.4.99', 'next', false],
    ['14.2.40', 'next', false],
    ['16.2.6-canary.1', 'next', false],
    ['19.0.5', 'react', false],
    ['19.1.7', 'react', true],
    ['0.45.1', 'drizzle-orm', false],
  ])('%s of %s holds: %s', (version, name, holds) => {
    expect(holdsFloor(version, versionFloors[name] ?? [])).toBe(holds)
  })

  it('is listed whole by npm run sbom: every locked package, by its version (S56)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdspace-sbom-'))
    const file = join(folder, 'bom.json')
    execFileSync(process.execPath, [join(repositoryRoot, 'infra/commands/sbom.mjs'), file], { stdio: 'ignore' })
    const bom = JSON.parse(readFileSync(file, 'utf8'))
    rmSync(folder, { recursive: true, force: true })
    expect([bom.bomFormat, bom.metadata.component.name]).toEqual(['CycloneDX', 'holdspace'])
    const listed = new Set(bom.components.map(({ purl }: { purl: string }) => decodeURIComponent(purl)))
    expect(locked.length).toBeGreaterThan(300)
    expect(locked.filter(({ name, version }) => !listed.has(`pkg:npm/${name}@${version}`))).toEqual([])
  })
})
