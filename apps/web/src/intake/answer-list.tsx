'use client'
import { Button } from '@holdspace/ui/button'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'

export interface AnswerListProps<Row extends object> {
  /** As kept so far. */
  readonly rows: readonly Row[]
  readonly empty: Row
  readonly title: (number: number) => string
  /** What the row is called once it is named, for the button that removes it. */
  readonly called: (row: Row) => string
  readonly addWords: string
  readonly isComplete: (row: Row) => boolean
  readonly fields: (
    row: Row,
    at: number,
    change: (part: Partial<Row>, when?: 'now' | 'when-typing-rests') => void,
  ) => ReactNode
  /** Only rows that are complete are handed on; one that is half written stays on the page. */
  readonly onChange: (rows: readonly Row[], when: 'now' | 'when-typing-rests') => void
}

interface Keyed<Row> {
  readonly key: number
  readonly row: Row
}

/** As many rows as somebody needs, starting with one to write in. */
export function AnswerList<Row extends object>(props: AnswerListProps<Row>) {
  const { empty, title, called, addWords, isComplete, fields, onChange } = props
  const t = useTranslations('answer')
  const [written, setWritten] = useState<readonly Keyed<Row>[]>(() =>
    (props.rows.length === 0 ? [empty] : props.rows).map((row, key) => ({ key, row })),
  )
  const put = (next: readonly Keyed<Row>[], when: 'now' | 'when-typing-rests') => {
    setWritten(next)
    onChange(next.map(({ row }) => row).filter(isComplete), when)
  }
  const nextKey = 1 + Math.max(-1, ...written.map(({ key }) => key))
  return (
    <div className="flex flex-col gap-5">
      {written.map(({ key, row }, at) => (
        <fieldset key={key} className="flex flex-col gap-4 rounded-card border border-line bg-surface p-4">
          <legend className="sr-only">{title(at + 1)}</legend>
          <div className="flex items-center justify-between gap-3">
            <span aria-hidden className="font-strong">
              {title(at + 1)}
            </span>
            {written.length === 1 && !isComplete(row) ? null : (
              <Button
                variant="quiet"
                size="compact"
                aria-label={t('removeWhat', { what: called(row) === '' ? title(at + 1) : called(row) })}
                onPress={() => {
                  const left = written.filter((one) => one.key !== key)
                  put(left.length === 0 ? [{ key: nextKey, row: empty }] : left, 'now')
                }}
              >
                {t('remove')}
              </Button>
            )}
          </div>
          {fields(row, at, (part, when = 'when-typing-rests') =>
            put(
              written.map((one) => (one.key === key ? { key, row: { ...one.row, ...part } } : one)),
              when,
            ),
          )}
        </fieldset>
      ))}
      <Button onPress={() => setWritten([...written, { key: nextKey, row: empty }])}>{addWords}</Button>
    </div>
  )
}
