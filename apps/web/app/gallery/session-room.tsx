import { mcg, mcgPerKg, microlitres } from '@holdspace/kit/amounts'
import { plusMinutes } from '@holdspace/kit/elapsed'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Dose } from '@holdspace/ui/dose'
import { DueClock } from '@holdspace/ui/due-clock'
import { Flowsheet } from '@holdspace/ui/flowsheet'
import { Panel } from '@holdspace/ui/panel'
import { Stat } from '@holdspace/ui/stat'
import { Timeline } from '@holdspace/ui/timeline'
import { Timer } from '@holdspace/ui/timer'
import { VitalsChart } from '@holdspace/ui/vitals-chart'
import { entries, infusion, now, session, start, zone } from './specimens.ts'

export function SessionRoom() {
  return (
    <>
      <Panel title="Clocks">
        <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
          <Timer label="since dose" since={plusMinutes(start, 12)} now={now} size="large" />
          <DueClock label="Vitals" dueAt={plusMinutes(now, 1)} now={now} />
          <DueClock label="Vitals" dueAt={now} overdueAt={plusMinutes(now, 3)} now={now} />
          <DueClock label="Vitals" dueAt={plusMinutes(now, -4)} now={now} />
          <span>
            <span className="text-muted">Earliest discharge</span> <strong className="font-bold">11:25</strong>
          </span>
        </div>
      </Panel>
      <div className="grid gap-5 2xl:grid-cols-[1fr_22rem]">
        <Panel title="Vitals">
          <VitalsChart data={session} zone={zone} />
        </Panel>
        <Panel title="What happened" actions={<Badge>9 entries</Badge>}>
          <Timeline
            label="What happened, newest first"
            entries={entries}
            zone={zone}
            actions={(entry) =>
              entry.id === 'e8' ? (
                <Button size="compact" variant="quiet">
                  Correct
                </Button>
              ) : null
            }
          />
        </Panel>
      </div>
      <Panel title="Flowsheet" flush>
        <Flowsheet label="Flowsheet" zone={zone} measures={measures} columns={columns} />
      </Panel>
      <Panel title="Infusion running">
        <VitalsChart data={infusion} zone={zone} label="Vitals during the infusion" />
      </Panel>
      <NowDoseAndActs />
    </>
  )
}

function NowDoseAndActs() {
  return (
    <>
      <Panel title="Now">
        <div className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-4">
          <Stat label="Blood pressure" value="130/80" unit="mmHg" note="10:43 Dr Ames" />
          <Stat label="Blood pressure" value="164/102" unit="mmHg" level="high" note="above 160/100: hold" />
          <Stat label="SpO2" value="97" unit="%" old="12 min old" note="10:31 R. Nolan RN" />
          <Stat label="Respirations" />
        </div>
      </Panel>
      <Panel title="Dose">
        <p className="text-lead">
          <Dose
            drug="ketamine"
            route="IM"
            size="large"
            amount={mcg.parse(45_000)}
            volume={microlitres.parse(900)}
            perKg={mcgPerKg.parse(640)}
          />
        </p>
        <p className="mt-2 text-muted">
          <Dose drug="ketamine" route="IV" amount={mcg.parse(500)} /> ·{' '}
          <Dose drug="esketamine" route="nasal" amount={mcg.parse(84_000)} /> ·{' '}
          <Dose drug="ketamine" route="oral" amount={mcg.parse(1_000_000)} />
        </p>
      </Panel>
      <Panel title="Acts of the room">
        <div className="flex flex-wrap gap-2">
          <Button size="room" variant="primary" shortcut="V">
            Vitals
          </Button>
          <Button size="room" shortcut="D">
            Dose
          </Button>
          <Button size="room" shortcut="E">
            Event
          </Button>
          <Button size="room" shortcut="N">
            Note
          </Button>
          <Button size="room" variant="danger">
            Please come
          </Button>
          <Button size="room" isDisabled>
            End the session
          </Button>
        </div>
        <p className="mt-2 text-muted">Ending waits for: discharge score, ride confirmed.</p>
      </Panel>
    </>
  )
}

const measures = [
  { key: 'bp', label: 'Blood pressure', unit: 'mmHg' },
  { key: 'hr', label: 'Pulse', unit: 'beats/min' },
  { key: 'spo2', label: 'SpO2', unit: '%' },
  { key: 'rr', label: 'Respirations', unit: 'breaths/min' },
  { key: 'sedation', label: 'Sedation', unit: 'RASS' },
]

const columns = session.points.map((point, index) => ({
  at: point.at,
  who: index % 3 === 0 ? 'Nolan' : 'Ames',
  ...(index === 4 ? { lateByMinutes: 4 } : {}),
  cells: {
    bp: {
      value: `${point.systolicMmHg}/${point.diastolicMmHg}`,
      ...(index === 3 ? { beyond: 'above 160/100' } : {}),
      ...(index === 2 ? { correctedFrom: '184/90' } : {}),
    },
    hr: { value: String(point.heartRateBpm) },
    spo2: { value: String(point.spo2Percent) },
    ...(index % 2 === 0 ? { rr: { value: '14' } } : index === 3 ? { rr: { notObtained: 'patient moving' } } : {}),
    sedation: { value: index === 3 ? '−2' : '−1' },
  },
}))
