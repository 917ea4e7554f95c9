import { AlertMark } from '@holdspace/ui/alert-mark'
import { Panel } from '@holdspace/ui/panel'
import { type Screening, stateWords, trackWords } from './words.ts'

/** How the three decisions stand for the gates, at a glance: in words, with what they rest on. */
export function StandingCards({ screening }: { readonly screening: Screening }) {
  const cards = [
    { key: 'kap', title: trackWords.kap, standing: screening.eligibility.kap },
    { key: 'infusion', title: trackWords.infusion, standing: screening.eligibility.infusion },
    { key: 'safety', title: 'Mood and safety', standing: screening.moodSafety },
  ]
  return (
    <div className="grid gap-3 md:grid-cols-3">
      {cards.map(({ key, title, standing }) => (
        <Panel key={key} className="h-full">
          <h2 className="text-body font-strong text-muted">{title}</h2>
          <p className="mt-1 text-title">
            <AlertMark level={levelOf(standing.state)} look="plain">
              {stateWords[standing.state] ?? standing.state}
            </AlertMark>
          </p>
          <p className="mt-1 text-body [overflow-wrap:anywhere]">{standing.because}</p>
        </Panel>
      ))}
    </div>
  )
}

function levelOf(state: string): 'high' | 'medium' | 'low' | 'done' {
  if (state === 'met' || state === 'not-needed') return 'done'
  if (state === 'refused' || state === 'outdated' || state === 'withdrawn') return 'high'
  return state === 'missing' ? 'low' : 'medium'
}
