import { describe, expect, it } from 'vitest'
import { mailLanguages, mailTemplateNames, mailTemplates, sharedWords, writeMail } from './mail-templates.ts'

/** Anything that tells what is treated, with what, or what was measured. A lock screen must not say it (RULINGS 15). */
const telling =
  /ketamin|ketalar|spravato|esketamin|\bkap\b|infus|inject|inyecc|\biv\b|\bim\b|nasal|spray|psych|psiqu|psico|therap|terap|treatment|tratamiento|medicine|medicina|medicament|drug|f[aá]rmaco|droga|\bdos(e|is)|depress|depresi|anxi|ansied|ptsd|tept|pain|dolor|suicid|mood|[aá]nimo|mental|trauma|trip|viaje|session|sesi[oó]n|phq|gad|c-?ssrs|diagnos|disorder|trastorno|symptom|s[ií]ntoma|integration|integraci/i

const all = mailTemplateNames.flatMap((name) => mailLanguages.map((language) => ({ name, language })))

describe('messages to people', () => {
  it.each(all)('$name in $language never names the treatment (RULINGS 15)', ({ name, language }) => {
    const { subject, body } = mailTemplates[name][language]
    expect(`${subject}\n${body}`).not.toMatch(telling)
  })

  it.each(all)('$name in $language uses exactly the words it lists', ({ name, language }) => {
    const { subject, body } = mailTemplates[name][language]
    const used = new Set([...`${subject}\n${body}`.matchAll(/\{(\w+)\}/g)].map(([, word]) => word))
    const listed = new Set<string>([...mailTemplates[name].words, ...sharedWords])
    expect([...used].filter((word) => !listed.has(word ?? ''))).toEqual([])
    for (const word of mailTemplates[name].words) expect(used, `${name} never says ${word}`).toContain(word)
  })

  it('given a scan that looks for the treatment, then it would find it', () => {
    for (const word of ['Ketamine', 'infusion', 'dose', 'PHQ-9', 'sesión', 'Your KAP visit'])
      expect(word).toMatch(telling)
  })

  it('given a name over two lines, then it stays one line and adds none of its own', () => {
    const words = { practice: 'Marigold House', firstName: 'Ana\nBcc: x@y.example', code: '204 118', minutes: '10' }
    const { subject, body } = writeMail('code-for-new-device', 'en', words)
    expect(subject).toBe('Your code: 204 118')
    expect(body.split('\n')[0]).toBe('Hello Ana Bcc: x@y.example,')
  })

  it('given a word that is missing, then nothing half-filled goes out', () => {
    expect(() => writeMail('forms-to-fill-in', 'es', { firstName: 'Ana' } as never)).toThrow(/practice|link|until/)
  })
})
