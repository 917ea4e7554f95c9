import { describe, expect, it } from 'vitest'
import {
  contraindicationForm,
  contraindicationQuestionIds,
  historyForm,
  historyQuestionIds,
} from './history-questions.ts'
import { isAsked, languages, questionsOf } from './questions.ts'

describe('the questions that screening rules read', () => {
  it('are asked by name: every id a rule may read is a three-valued question of its form', () => {
    const threeValuedOf = (form: typeof historyForm) =>
      questionsOf(form).flatMap((question) => (question.kind === 'three-valued' ? [question.id] : []))
    expect(threeValuedOf(historyForm).toSorted()).toEqual([...historyQuestionIds].toSorted())
    expect(threeValuedOf(contraindicationForm).toSorted()).toEqual([...contraindicationQuestionIds].toSorted())
  })

  it('have words in every language, and an id of their own', () => {
    const all = [...questionsOf(historyForm), ...questionsOf(contraindicationForm)]
    expect(new Set(all.map((question) => question.id)).size).toBe(all.length)
    for (const question of all) {
      for (const language of languages) expect(question.words[language].length, question.id).toBeGreaterThan(5)
      expect(question.words.es, question.id).not.toBe(question.words.en)
    }
  })

  it('show the crisis line wherever mood or free words are asked', () => {
    const pages = [...historyForm.pages, ...contraindicationForm.pages]
    const freeWords = pages.filter((page) =>
      page.questions.some((question) => question.kind === 'text' && question.narrative && question.when === undefined),
    )
    expect(freeWords.map((page) => page.id)).toEqual(['anaesthesia', 'hopes'])
    expect(freeWords.every((page) => page.crisisLine === true)).toBe(true)
    expect(pages.find((page) => page.id === 'mind')?.crisisLine).toBe(true)
  })

  it('ask for more only after an answer that needs it', () => {
    const more = questionsOf(contraindicationForm).find((question) => question.id === 'aneurysm.more')
    if (more === undefined) throw new Error('The form no longer asks where the aneurysm is.')
    expect(isAsked(more, new Map())).toBe(false)
    expect(isAsked(more, new Map([['aneurysm', 'no']]))).toBe(false)
    expect(isAsked(more, new Map([['aneurysm', 'not-sure']]))).toBe(true)
  })
})
