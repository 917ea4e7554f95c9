import { createHash } from 'node:crypto'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { consentRef, readConsentRef } from './consent-ref.ts'
import { brokenCheck, compareVersions, initialled, textBytes, textContent, textFor, textHash } from './consent-text.ts'
import { isTreatment, kindsAskedFor, textKinds, treatmentKindOf } from './kinds.ts'
import { suppliedConsents, suppliedTexts } from './supplied-texts.ts'
import { textDiff } from './text-diff.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const about = { practiceName: 'Marigold House', patientName: 'Ana Rivera', release: null }
const [infusion] = suppliedConsents
if (infusion === undefined) throw new Error('no text')
const release = {
  recipientId: '018f0000-0000-7000-8000-00000000d001',
  recipientName: 'Riverside Primary Care',
  purpose: 'For my treatment there.',
  what: ['Problems and allergies', 'Signed medicine sessions'],
  from: calendarDate.parse('2026-11-21'),
  until: calendarDate.parse('2027-05-21'),
}

describe('the supplied texts', () => {
  it.each(textKinds)('given %s, then there is one, it is valid and no blank stays open', (kind) => {
    const content = suppliedTexts.find((one) => one.kind === kind)
    expect(textContent.parse(content)).toEqual(content)
    if (content === undefined) return
    const text = textFor(content, kind.startsWith('release-') ? { ...about, release } : about)
    expect(JSON.stringify(text)).not.toMatch(/\{\w+\}/)
  })

  it('given a treatment text, then it tells risks, choices, withdrawal and paper, and off-label has its own initials', () => {
    for (const content of suppliedConsents.filter(({ kind }) => isTreatment(kind))) {
      const isApproved = content.kind === 'treatment-esketamine'
      expect(initialled(content).map(({ id }) => id)).toEqual([isApproved ? 'your-part' : 'off-label'])
      const ids = content.sections.map(({ id }) => id)
      expect(ids).toEqual(expect.arrayContaining(['risks', 'choices', 'change-your-mind', 'on-screen', 'emergency']))
    }
  })

  it('given a text, then its sentences are short enough to be read: fifteen words on average, and no word of lawyers', () => {
    for (const { kind, sections } of suppliedTexts) {
      const sentences = sections
        .flatMap(({ paragraphs, points }) => [...paragraphs, ...points])
        .flatMap((one) => one.split(/(?<=[.?!])\s/))
      const words = sentences.reduce((sum, one) => sum + one.split(/\s+/).length, 0)
      expect(words / sentences.length, kind).toBeLessThan(16)
      expect(sentences.join(' '), kind).not.toMatch(/hereby|herein|pursuant|aforementioned|thereof/i)
    }
  })
})

describe('the text of the approved esketamine spray (H260)', () => {
  const spray = suppliedConsents.find(({ kind }) => kind === 'treatment-esketamine')
  const all = JSON.stringify(spray)

  it('tells what it is approved for and calls nothing of it off-label', () => {
    expect(spray?.sections.map(({ id }) => id)).not.toContain('off-label')
    expect(all).not.toMatch(/off-label/i)
    expect(all).toContain('has approved this spray for adults whose depression did not get better')
  })

  it.each([
    ['observation', /at least two hours/],
    ['the safety program', /Spravato REMS/],
    ['that it is not taken home', /never given to you to take home/],
    ['food and drink', /nothing for two hours and drink nothing for 30 minutes/],
    ['who must not take it', /bleeding in the brain/],
    ['driving', /until the next day, after a night’s sleep/],
    ['where its facts come from', /prescribing information/],
  ])('tells %s', (_what, words) => {
    expect(all).toMatch(words)
  })
})

describe('the exact text of one person', () => {
  it('given the same words for two people, then the hashes differ; given the same person, then they do not', () => {
    const hash = (patientName: string) => textHash(textFor(infusion, { ...about, patientName }), sha256)
    expect(hash('Ana Rivera')).toBe(hash('Ana Rivera'))
    expect(hash('Ana Rivera')).not.toBe(hash('Minh Tran'))
  })

  it('given a release without a recipient, then it is never shown with an open blank', () => {
    const content = suppliedTexts.find(({ kind }) => kind === 'release-to-partner')
    expect(() => content && textFor(content, about)).toThrow(/recipient/)
  })
})

describe('what changed between two versions', () => {
  it('given a new risk, then only that line is told, as added', () => {
    const next = {
      ...infusion,
      sections: infusion.sections.map((one) =>
        one.id === 'risks' ? { ...one, points: [...one.points, 'A new risk.'] } : one,
      ),
    }
    expect(textDiff(infusion, next)).toEqual([
      { where: 'What can go wrong', stretches: [{ is: 'added', text: 'A new risk.' }] },
    ])
  })

  it('given a mended word, then the words around it stay as they are', () => {
    const mended = { ...infusion, agreement: infusion.agreement.replace('read to me', 'read out to me') }
    const [change] = textDiff(infusion, mended)
    expect(change?.where).toBe('Above the signature')
    expect(change?.stretches.filter(({ is }) => is !== 'same')).toEqual([{ is: 'added', text: 'out ' }])
    expect(
      change?.stretches
        .filter(({ is }) => is !== 'removed')
        .map(({ text }) => text)
        .join(''),
    ).toBe(mended.agreement)
  })

  it('given nothing changed, then there is nothing to tell', () => {
    expect(textDiff(infusion, infusion)).toEqual([])
  })
})

describe('names and numbers', () => {
  it('given a treatment, then its own consent, the ride, the notice and the prices are asked', () => {
    expect(kindsAskedFor({ medicine: 'ketamine', route: 'IM' })).toEqual([
      'treatment-im',
      'ride-and-no-driving',
      'privacy-notice',
      'financial-agreement',
    ])
    const routes = ['IV', 'IM', 'IN', 'SL', 'PO'] as const
    const consentTo = (medicine: 'ketamine' | 'esketamine') =>
      routes.map((route) => treatmentKindOf({ medicine, route }))
    const byMouth = ['treatment-by-mouth', 'treatment-by-mouth']
    expect(consentTo('ketamine')).toEqual(['treatment-iv', 'treatment-im', 'treatment-nasal', ...byMouth])
    expect(consentTo('esketamine')).toEqual(['treatment-iv', 'treatment-im', 'treatment-esketamine', ...byMouth])
  })

  it('given version numbers, then they are compared as numbers', () => {
    expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0)
    expect(compareVersions('1.0.0', '1.0.0')).toBe(0)
    expect(compareVersions('1.2.3', '2.0.0')).toBeLessThan(0)
  })

  it('given a release as an address, then it is read back, and nothing else is taken for a consent', () => {
    const parts = {
      recipientId: release.recipientId,
      from: '2026-11-21',
      until: '2027-05-21',
      kinds: ['summary'],
      sensitive: [],
    }
    const ref = consentRef('release-to-partner', parts)
    expect(readConsentRef(ref)).toEqual({ kind: 'release-to-partner', release: parts })
    expect(readConsentRef('touch')).toEqual({ kind: 'touch', release: null })
    expect(readConsentRef('surgery')).toBeNull()
  })
})

describe('the questions on understanding', () => {
  it('of every supplied text can be answered and name a section that is there', () => {
    for (const text of suppliedTexts) expect(brokenCheck(text), text.kind).toBeNull()
    expect(
      suppliedTexts.filter(({ kind }) => kind.startsWith('treatment')).every(({ checks }) => checks?.length === 3),
    ).toBe(true)
  })

  it('given a right answer that is no choice, a section that is not there, or an id twice, then the text is refused', () => {
    const [one] = suppliedTexts.flatMap(({ checks = [] }) => checks)
    const text = suppliedTexts.find(({ checks }) => checks !== undefined)
    if (one === undefined || text === undefined) throw new Error('no text asks anything')
    expect(brokenCheck({ ...text, checks: [{ ...one, right: 3 }] })).toBe(one.id)
    expect(brokenCheck({ ...text, checks: [{ ...one, passage: 'nowhere' }] })).toBe(one.id)
    expect(brokenCheck({ ...text, checks: [one, one] })).toBe(one.id)
  })

  it('absent, they change no hash; present, they are part of what is signed', () => {
    const text = suppliedTexts.find(({ checks }) => checks !== undefined)
    if (text === undefined) throw new Error('no text asks anything')
    const { checks: _checks, ...without } = text
    expect(Object.keys(without)).not.toContain('checks')
    expect(new TextDecoder().decode(textBytes(without))).not.toContain('checks')
    expect(textBytes(text)).not.toEqual(textBytes(without))
  })
})
