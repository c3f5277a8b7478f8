import { tellFact } from '@/components/simulator/tell-fact'
import type { OpenFact, TraceStep } from '@/lib/xmail/policy'
import type { Answer } from './explain-connection'
import { tell } from './words'

/** An answer in words: the verdict, what was said on both sides, and each check with its file and line. */
export function tellAnswer(answer: Answer): string {
  const { verdict, exchange, delaySeconds, trace } = answer
  const reply = exchange[decidingPlace(answer)]?.reply
  const talk = exchange.flatMap(({ sent, reply: said, closes }, at) => [
    ...(sent === '' ? [] : [`  C: ${sent}`]),
    `  S: ${said ?? tell('simulator.noReply')}${closes ? ` (${tell('simulator.closes')})` : ''}`,
    ...trace.filter((step) => step.command === at).flatMap(tellStep),
  ])
  return [
    `${verdict}: ${reply ?? tell('simulator.noReply')}`,
    ...(delaySeconds > 0 ? [tell('simulator.delay', { seconds: delaySeconds })] : []),
    ...talk,
  ].join('\n')
}

/** The place of the command that decided; the services that are not SMTP end with it. */
function decidingPlace(answer: Answer): number {
  return 'decidedBy' in answer ? answer.decidedBy : answer.exchange.length - 1
}

function tellStep({ check, outcome, file, line, detail, passedOver, morePassedOver }: TraceStep): string[] {
  const place = file === null ? '' : line === null ? ` (${file})` : ` (${file}:${line + 1})`
  const facts = Object.entries(detail).map(([name, value]) => `${name} ${value}`)
  const more = facts.length > 0 ? `; ${facts.join(', ')}` : ''
  return [
    `    ${tell(`simulator.check_${check}`)}: ${tell(`simulator.outcome_${outcome}`)}${place}${more}`,
    ...passedOver.map(
      (each) => `      ${tell('simulator.line', { line: each.line + 1 })} ${tellReason(each.why)}`,
    ),
    ...(morePassedOver > 0 ? [`      ${tell('simulator.moreLines', { count: morePassedOver })}`] : []),
  ]
}

/** Reasons that only a trace has; the others are those of dead lines everywhere. */
const OWN_REASONS = ['outranked', 'tie-lost', 'behind-first-match', 'host-name']

function tellReason(why: string): string {
  if (OWN_REASONS.includes(why)) return tell(`simulator.why_${why}`)
  return tell('simulator.ignored', { reason: tell(`reading.dead_${why}`) })
}

/** What was taken to be so. */
export function tellGiven(fact: OpenFact, given: string): string {
  const { key, values } = tellFact(fact, given)
  return tell(`simulator.${key}`, values)
}
