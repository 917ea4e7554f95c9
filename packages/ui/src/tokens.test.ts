import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const sheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The pairs of ink and ground that carry words anywhere in the product. */
const grounds = ['paper', 'surface', 'sunken', 'raised', 'soft']
const wordPairs: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => [['ink', ground] as const, ['muted', ground] as const]),
  ...['paper', 'surface', 'soft', 'raised', 'sunken'].map((ground) => ['accent', ground] as const),
  ['on-fill', 'fill'],
  ['on-fill', 'fill-strong'],
  ...['high', 'medium', 'low', 'done'].flatMap((level) => [
    [level, `${level}-soft`] as const,
    [level, 'surface'] as const,
    [level, 'raised'] as const,
    ['ink', `${level}-soft`] as const,
  ]),
]

/** Borders of controls and signs of the chart: shapes, which WCAG 1.4.11 holds to 3:1. */
const shapePairs: readonly (readonly [string, string])[] = [
  ['control-line', 'surface'],
  ['control-line', 'paper'],
  ['accent', 'surface'],
  ['low', 'surface'],
  ['high', 'surface'],
]

function tokensOf(theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`:root\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(sheet)?.[1] ?? ''
  return new Map([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]))
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function tooFaint(theme: string, pairs: readonly (readonly [string, string])[], least: number): readonly string[] {
  const tokens = tokensOf(theme)
  return pairs.flatMap(([ink, ground]) => {
    const ratio = contrast(tokens.get(ink) ?? 'missing', tokens.get(ground) ?? 'missing')
    return ratio >= least ? [] : [`${theme}: ${ink} on ${ground} is ${ratio.toFixed(2)}`]
  })
}

describe('Words can be read in every theme', () => {
  test('Given light and dark, when any ink stands on any ground, then contrast is 4.5:1 or more', () => {
    expect([...tooFaint('light', wordPairs, 4.5), ...tooFaint('dark', wordPairs, 4.5)]).toEqual([])
  })

  test('LL1: Given the dim treatment room, when any ink stands on any ground, then contrast is 7:1 or more', () => {
    expect(tooFaint('low-light', wordPairs, 7)).toEqual([])
  })

  test('Given a control or a sign of the chart, when it stands on its ground, then its shape has 3:1', () => {
    expect(['light', 'dark', 'low-light'].flatMap((theme) => tooFaint(theme, shapePairs, 3))).toEqual([])
  })

  test('LL2: Given low light, then no ground is brighter than a luminance of 0.05', () => {
    const tokens = tokensOf('low-light')
    const bright = [...grounds, 'fill', 'high-soft', 'medium-soft', 'low-soft', 'done-soft'].filter(
      (ground) => luminance(tokens.get(ground) ?? '#ffffff') > 0.05,
    )
    expect(bright).toEqual([])
  })
})
