'use client'
import { formatDate } from '@holdspace/kit/calendar-words'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Panel } from '@holdspace/ui/panel'
import { useState } from 'react'
import { CutOffOf } from './cut-off.tsx'
import type { CatalogueLine } from './enter-instrument.tsx'
import { SwitchWording } from './switch-wording.tsx'

const deliveryWords = {
  embedded: 'Free wording, always there',
  'content-pack': 'Wording comes from the practice',
  'score-entry': 'Total only',
} as const

interface CatalogueListProps {
  readonly lines: readonly CatalogueLine[]
  readonly maySwitch: boolean
  readonly mayChooseCutOff: boolean
  readonly zone: string
}

/** Every questionnaire with its licence, what it measures, its bands and codes. */
export function CatalogueList({ lines, maySwitch, mayChooseCutOff, zone }: CatalogueListProps) {
  const [switching, setSwitching] = useState<CatalogueLine | null>(null)
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">
        {lines.map((line) => (
          <Panel
            key={line.id}
            title={line.title}
            actions={
              <>
                <Badge look={line.isOn ? 'accent' : 'plain'}>{deliveryWords[line.delivery]}</Badge>
                {line.delivery === 'content-pack' && maySwitch ? (
                  <Button size="compact" onPress={() => setSwitching(line)}>
                    {line.isOn ? 'Switch off …' : 'Switch on …'}
                  </Button>
                ) : null}
              </>
            }
          >
            <Entry line={line} />
            {line.cutOff === null ? null : (
              <CutOffOf line={line} cutOff={line.cutOff} mayChoose={mayChooseCutOff} zone={zone} />
            )}
          </Panel>
        ))}
      </div>
      <SwitchWording line={switching} onClose={() => setSwitching(null)} />
    </>
  )
}

function Entry({ line }: { readonly line: CatalogueLine }) {
  return (
    <div className="flex flex-col gap-2">
      <p>
        {line.about}
        {line.questions === null ? '' : `. ${line.questions} questions`}
        {line.range === null ? '' : `, total ${line.range.min} to ${line.range.max}`}
      </p>
      {line.bands.length === 0 ? null : (
        <p className="text-muted">{line.bands.map((band) => `${band.from}–${band.to} ${band.label}`).join(' · ')}</p>
      )}
      <p className="text-caption text-muted">{line.ruleSource}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-line border-t pt-2">
        <dt className="text-muted">Licence</dt>
        <dd>
          {licenceWords[line.licence.status]}. {line.licence.says}{' '}
          <a href={line.licence.sourceUrl} className="text-accent underline [overflow-wrap:anywhere]">
            Owner’s page
          </a>
          , checked {formatDate(line.licence.dateChecked)}
        </dd>
        {line.licence.notice === null ? null : (
          <>
            <dt className="text-muted">Notice</dt>
            <dd className="text-caption">{line.licence.notice}</dd>
          </>
        )}
        {line.delivery === 'content-pack' ? (
          <>
            <dt className="text-muted">Here</dt>
            <dd>
              {line.wording === null ? (
                <AlertMark level="low" look="plain">
                  Off: nobody has confirmed the right to its wording
                </AlertMark>
              ) : (
                `${line.wording.switched === 'on' ? 'On' : 'Off'} by ${line.wording.byName}: ${line.wording.reference}`
              )}
            </dd>
          </>
        ) : null}
        <dt className="text-muted">Languages</dt>
        <dd>{line.languages.length === 0 ? '–' : line.languages.map((one) => languageWords[one]).join(', ')}</dd>
        <dt className="text-muted">LOINC</dt>
        <dd>
          {line.panelLoinc === null
            ? 'none verified; the practice’s own code'
            : `${line.panelLoinc}, total ${line.totalLoinc ?? '–'}`}
        </dd>
        <dt className="text-muted">Version</dt>
        <dd>{line.version}</dd>
      </dl>
    </div>
  )
}

const languageWords = { en: 'English', es: 'Spanish' } as const
const licenceWords = {
  'public-domain': 'Free to use',
  registration: 'Needs registration',
  commercial: 'Commercial',
  unknown: 'Not settled',
} as const
