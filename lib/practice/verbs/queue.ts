import { type Answer, atLeast, exactly, listRows, OK, refuse, type Verb } from './answer'

/** Nothing is delivered here, so nothing is frozen. */
async function listNothing(): Promise<Answer> {
  return listRows([])
}

async function findNothing(): Promise<Answer> {
  return refuse('FILE_OPEN')
}

async function moveNothing(): Promise<Answer> {
  return refuse('FILE_MOVE')
}

async function agree(): Promise<Answer> {
  return OK
}

export const QUEUE_VERBS: Readonly<Record<string, Verb>> = {
  frozlist: { takes: atLeast(0), run: listNothing },
  frozdel: { takes: atLeast(3), run: agree },
  frozsubmit: { takes: atLeast(3), run: moveNothing },
  frozgetlog: { takes: atLeast(3), run: findNothing },
  frozgetmsg: { takes: atLeast(3), run: findNothing },
  etrn: { takes: atLeast(1), run: agree },
  noop: { takes: exactly(0), run: agree },
  quit: { takes: exactly(0), run: async () => ({ kind: 'quit' }) },
}
