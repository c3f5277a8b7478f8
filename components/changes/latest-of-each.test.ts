import { expect, it } from 'vitest'
import { latestOfEach } from './latest-of-each'
import type { ShownProbe } from './shown-probe'
import type { ShownStep } from './shown-revision'

const probe = (service: ShownProbe['service']): ShownProbe => ({
  ...{
    probe: 'greeting',
    service,
    place: '127.0.0.1:25',
    expected: [],
    found: null,
    reply: null,
    skipped: null,
  },
})
const step = (
  name: ShownStep['step'],
  state: ShownStep['state'],
  about: ShownProbe | null = null,
): ShownStep => ({
  ...{ step: name, state, path: '', probe: about, fault: null },
})

it('shows one line a step, in the order in which they began', () => {
  const shown = latestOfEach([
    step('probe-before', 'begun', probe('smtp')),
    step('probe-before', 'begun', probe('pop3')),
    step('probe-before', 'done', probe('pop3')),
    step('probe-before', 'done', probe('smtp')),
    step('read-again', 'begun'),
    step('read-again', 'done'),
    step('probe', 'begun', probe('smtp')),
  ])
  expect(shown.map(({ step: name, state, probe: about }) => [name, state, about?.service])).toEqual([
    ['probe-before', 'done', 'smtp'],
    ['probe-before', 'done', 'pop3'],
    ['read-again', 'done', undefined],
    ['probe', 'begun', 'smtp'],
  ])
})

it('keeps apart what was done twice', () => {
  const write = [step('write', 'begun'), step('write', 'failed')]
  expect(latestOfEach([...write, ...write])).toHaveLength(2)
})
