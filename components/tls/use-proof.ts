'use client'

import { useRef, useState } from 'react'

/** One line of the stream of `tls/proof`. */
export interface ShownProof {
  readonly service: ProofService
  /** Host and port; '' where it is left out. */
  readonly address: string
  readonly state:
    | 'left-out'
    | 'not-reached'
    | 'refused'
    | 'not-offered'
    | 'failed'
    | 'timed-out'
    | 'cancelled'
    | 'secured'
  readonly reason?: string
  readonly reply?: string
  readonly protocol?: string
  readonly cipher?: string
  readonly names?: readonly string[]
  readonly issuer?: string
  readonly daysLeft?: number
  readonly selfSigned?: boolean
  readonly trusted?: boolean
  readonly untrustedReason?: string
  readonly installed?: boolean | null
}

export const PROOF_SERVICES = ['smtp', 'pop3', 'ctrl', 'smtps', 'pop3s', 'ctrls'] as const
export type ProofService = (typeof PROOF_SERVICES)[number]

export type ProofState = 'idle' | 'running' | 'done' | 'cancelled' | 'broken'

/** Runs the handshakes of a server on its console, and gathers what comes. Cancelling ends them there, too. */
export function useProof(address: string) {
  const [state, setState] = useState<ProofState>('idle')
  const [proofs, setProofs] = useState<readonly ShownProof[]>([])
  const running = useRef<AbortController | null>(null)
  const start = async () => {
    const controller = new AbortController()
    running.current = controller
    setState('running')
    setProofs([])
    try {
      await readLines(address, controller.signal, (line) =>
        setProofs((known) => [...known, JSON.parse(line) as ShownProof]),
      )
      setState('done')
    } catch {
      setState(controller.signal.aborted ? 'cancelled' : 'broken')
    }
  }
  return { state, proofs, start, cancel: () => running.current?.abort() }
}

async function readLines(
  address: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    signal,
  })
  if (!response.ok || !response.body) throw new Error(String(response.status))
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let held = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (held + value).split('\n')
    held = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  }
}
